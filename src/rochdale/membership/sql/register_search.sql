-- One page of what was searched for: a number, a whole e-mail address, or words that each begin a word of the name.
WITH matched AS (
    SELECT known.person_id
    FROM unnest(%(words)s::text [], %(words_end)s::text []) AS asked (word, word_end)
    INNER JOIN membership_nameword AS known
        ON
            known.cooperative_id = %(cooperative_id)s
            AND asked.word COLLATE "C" <= known.word
            AND asked.word_end COLLATE "C" > known.word
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
FROM matched
INNER JOIN membership_person AS person
    ON person.cooperative_id = %(cooperative_id)s AND matched.person_id = person.id
INNER JOIN membership_member AS line
    ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id
WHERE
    %(after_name)s::text IS NULL
    OR (person.sorting_name, line.number) > (%(after_name)s::text COLLATE "C", %(after_number)s::bigint)
ORDER BY person.sorting_name, line.number
LIMIT %(lines)s
