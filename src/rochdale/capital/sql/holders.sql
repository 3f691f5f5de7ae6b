-- What the register says of persons who would hold shares: kind, class of the present membership, none where null.
SELECT
    person.id,
    person.kind,
    line.member_class
FROM membership_person AS person
LEFT JOIN membership_member AS line
    ON
        person.cooperative_id = line.cooperative_id
        AND person.id = line.person_id
        AND line.left_on IS NULL
WHERE person.cooperative_id = tenancy_current() AND person.id = ANY(%(person_ids)s)
