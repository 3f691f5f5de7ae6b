-- Who carries one of many names with its birth date already. Without a birth date only organizations are sought.
SELECT
    asked.place - 1,
    known.id,
    line.number
FROM unnest(%(names)s::text [], %(born)s::date []) WITH ORDINALITY AS asked (sorting_name, birth_date, place)
CROSS JOIN LATERAL (
    SELECT
        person.id,
        person.cooperative_id
    FROM membership_person AS person
    WHERE
        person.cooperative_id = tenancy_current()
        AND person.sorting_name = asked.sorting_name COLLATE "C"
        AND (
            person.birth_date = asked.birth_date
            OR (asked.birth_date IS NULL AND person.kind = 'organization')
        )
    ORDER BY person.id
    LIMIT 1
) AS known
LEFT JOIN LATERAL (
    SELECT member.number FROM membership_member AS member
    WHERE member.cooperative_id = known.cooperative_id AND member.person_id = known.id
    ORDER BY member.joined_on DESC, member.number DESC
    LIMIT 1
) AS line ON TRUE
ORDER BY asked.place
