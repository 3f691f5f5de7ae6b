-- The persons whom imports brought in under many keys, each with the numbers of then and now.
SELECT
    person.source_key,
    person.id,
    array(
        SELECT line.number FROM membership_member AS line
        WHERE line.cooperative_id = person.cooperative_id AND line.person_id = person.id
    ) AS numbers
FROM membership_person AS person
WHERE
    person.cooperative_id = tenancy_current()
    AND person.source_key = ANY(%(source_keys)s::text [])
    AND person.source_key <> ''
