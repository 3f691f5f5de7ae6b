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
INNER JOIN membership_member AS line
    ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id
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
