-- Who left for the last time by a day and is no member now, one page, who left first first.
SELECT
    person.id,
    person.given_names,
    person.family_name,
    line.number,
    line.left_on
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
WHERE
    line.cooperative_id = tenancy_current()
    AND line.left_on <= %(left_by)s
    AND person.blanked_act_id IS NULL
    AND (
        %(after_on)s::date IS NULL
        OR (line.left_on, line.person_id) > (%(after_on)s::date, %(after_id)s::uuid)
    )
    AND NOT EXISTS (
        SELECT FROM membership_member AS later
        WHERE
            later.cooperative_id = line.cooperative_id
            AND later.person_id = line.person_id
            AND (later.left_on IS NULL OR (later.left_on, later.number) > (line.left_on, line.number))
    )
ORDER BY line.left_on, line.person_id
LIMIT %(lines)s
