-- Other applications of the same name and birth date, or with the number of the same identity paper, the latest first.
WITH own AS (
    SELECT
        asked.id,
        asked.sorting_name,
        asked.birth_date,
        asked.identity_hash
    FROM membership_application AS asked
    WHERE asked.cooperative_id = %(cooperative_id)s AND asked.id = %(application_id)s
),

matched AS (
    SELECT named.id FROM own
    INNER JOIN membership_application AS named ON own.sorting_name = named.sorting_name
    WHERE
        named.cooperative_id = %(cooperative_id)s
        AND own.sorting_name <> ''
        AND named.birth_date IS NOT DISTINCT FROM own.birth_date
    UNION
    SELECT shown.id FROM own
    INNER JOIN membership_application AS shown ON own.identity_hash = shown.identity_hash
    WHERE shown.cooperative_id = %(cooperative_id)s
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
WHERE asked.cooperative_id = %(cooperative_id)s AND asked.id <> %(application_id)s
ORDER BY asked.number DESC
LIMIT 20
