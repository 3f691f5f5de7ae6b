-- What decides the rights of the members of a day: of all of them, or of one; by name.
SELECT
    line.id,
    line.number,
    line.person_id,
    person.kind,
    known.given_names,
    known.family_name,
    known.birth_date,
    known.language,
    known.email,
    known.street,
    known.town,
    known.postal_code,
    line.joined_on,
    standing.member_class,
    representing.person_id AS representative_id,
    coalesce(suspended.rights, '{}') AS suspended,
    ended.member_id IS NOT NULL AS has_ended
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
CROSS JOIN LATERAL (
    SELECT version.* FROM membership_personversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.person_id = line.person_id
        AND version.effective_from <= %(on)s
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS known
CROSS JOIN LATERAL (
    SELECT version.member_class FROM membership_memberversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.member_id = line.id
        AND version.effective_from <= %(on)s
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS standing
LEFT JOIN (
    SELECT
        stands.organization_id,
        stands.person_id
    FROM membership_representative AS stands
    WHERE
        stands.cooperative_id = %(cooperative_id)s
        AND stands.from_on <= %(on)s
        AND (least(stands.until_on, stands.ended_on) > %(on)s) IS NOT FALSE
) AS representing
    ON line.person_id = representing.organization_id
LEFT JOIN (
    SELECT
        holds.member_id,
        holds.rights
    FROM membership_suspension AS holds
    WHERE
        holds.cooperative_id = %(cooperative_id)s
        AND holds.from_on <= %(on)s
        AND least(holds.until_on, holds.lifted_on) > %(on)s
) AS suspended
    ON line.id = suspended.member_id
-- A death, or the end of an organization, that is reported and whose membership is not yet ended.
LEFT JOIN (
    SELECT DISTINCT departure.member_id
    FROM membership_departure AS departure
    INNER JOIN membership_departurestep AS step
        ON departure.cooperative_id = step.cooperative_id AND departure.id = step.departure_id
    WHERE
        departure.cooperative_id = %(cooperative_id)s
        AND step.kind = 'reported'
        AND step.named_date <= %(on)s
) AS ended
    ON line.id = ended.member_id
WHERE
    line.cooperative_id = %(cooperative_id)s
    AND line.joined_on <= %(on)s
    AND (line.left_on IS NULL OR line.left_on > %(on)s)
    AND (%(member_id)s::uuid IS NULL OR line.id = %(member_id)s::uuid)
ORDER BY known.sorting_name, line.number
