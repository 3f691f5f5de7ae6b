-- One page of what was searched for: a number, a whole e-mail address, or words that each begin a word of the name.
WITH matched AS (
    SELECT known.person_id
    FROM unnest(%(words)s::text [], %(words_end)s::text []) AS asked (word, word_end)
    CROSS JOIN LATERAL (
        SELECT begun.person_id FROM membership_nameword AS begun
        WHERE
            begun.cooperative_id = %(cooperative_id)s
            AND begun.word >= asked.word COLLATE "C"
            AND begun.word < asked.word_end COLLATE "C"
        -- No order is meant: it keeps the planner from flattening this.
        OFFSET 0 -- noqa: AM09
    ) AS known
    GROUP BY known.person_id
    HAVING count(DISTINCT asked.word) = cardinality(%(words)s::text [])
    UNION
    SELECT numbered.person_id FROM membership_member AS numbered
    WHERE numbered.cooperative_id = %(cooperative_id)s AND numbered.number = %(number)s::bigint
    UNION
    SELECT addressed.id FROM membership_person AS addressed
    WHERE
        addressed.cooperative_id = %(cooperative_id)s
        AND addressed.email = %(email)s::text
        AND addressed.email <> ''
)

SELECT
    line.id,
    person.id AS person_id,
    line.number,
    person.given_names,
    person.family_name,
    person.kind,
    person.town,
    line.member_class,
    line.joined_on,
    line.left_on,
    person.sorting_name
FROM (
    SELECT known.* FROM matched
    -- One probe for each match: how many names begin so is not known beforehand, and the guess is always too high.
    CROSS JOIN LATERAL (
        SELECT
            own.id,
            own.given_names,
            own.family_name,
            own.kind,
            own.town,
            own.sorting_name
        FROM membership_person AS own
        WHERE own.cooperative_id = %(cooperative_id)s AND own.id = matched.person_id
        ORDER BY own.id
        LIMIT 1
    ) AS known
    WHERE %(after_name)s::text IS NULL OR known.sorting_name >= %(after_name)s::text COLLATE "C"
    -- In the order of the page already here, so that lines are looked up for the persons of the page alone.
    ORDER BY known.sorting_name
    OFFSET 0
) AS person
CROSS JOIN LATERAL (
    SELECT known.* FROM membership_member AS known
    WHERE known.cooperative_id = %(cooperative_id)s AND known.person_id = person.id
    ORDER BY known.joined_on, known.number
) AS line
WHERE
    %(after_name)s::text IS NULL
    OR (person.sorting_name, line.number) > (%(after_name)s::text COLLATE "C", %(after_number)s::bigint)
ORDER BY person.sorting_name, line.number
LIMIT %(lines)s
