-- One page of the whole register by name, after the last line seen.
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
FROM membership_person AS person
-- One probe for each person, in the order of the index: the page ends long before the register does.
CROSS JOIN LATERAL (
    SELECT known.* FROM membership_member AS known
    WHERE known.cooperative_id = %(cooperative_id)s AND known.person_id = person.id
    ORDER BY known.joined_on, known.number
) AS line
WHERE
    person.cooperative_id = %(cooperative_id)s
    AND (
        %(after_name)s::text IS NULL
        OR (person.sorting_name, line.number) > (%(after_name)s::text COLLATE "C", %(after_number)s::bigint)
    )
    -- Said again in the words of the index, so that a late page starts late.
    AND person.sorting_name >= coalesce(%(after_name)s::text, '') COLLATE "C"
ORDER BY person.sorting_name, line.number
LIMIT %(lines)s
