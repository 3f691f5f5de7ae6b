-- One page of the applications that were searched for: a number, a whole e-mail address, or the beginning of a name.
WITH matched AS (
    SELECT numbered.id FROM membership_application AS numbered
    WHERE numbered.cooperative_id = %(cooperative_id)s AND numbered.number = %(number)s::bigint
    UNION
    SELECT addressed.id FROM membership_application AS addressed
    WHERE
        addressed.cooperative_id = %(cooperative_id)s
        AND addressed.email = %(email)s::text
        AND addressed.email <> ''
    UNION
    SELECT named.id FROM membership_application AS named
    WHERE
        named.cooperative_id = %(cooperative_id)s
        AND named.sorting_name >= %(word)s::text COLLATE "C"
        AND named.sorting_name < %(word_end)s::text COLLATE "C"
        AND named.sorting_name <> ''
)

SELECT
    asked.id,
    asked.number,
    asked.name,
    asked.kind,
    asked.state,
    asked.state_on,
    asked.due_on,
    asked.applied_on,
    asked.order_on
FROM matched
INNER JOIN membership_application AS asked ON matched.id = asked.id
WHERE
    asked.cooperative_id = %(cooperative_id)s
    AND asked.state = ANY(%(states)s::text [])
    AND (
        %(after_on)s::date IS NULL
        OR (asked.order_on, asked.id) > (%(after_on)s::date, %(after_id)s::uuid)
    )
ORDER BY asked.order_on, asked.id
LIMIT %(lines)s
