-- One page of the register by number as it was effective on a day, and as it was known at an instant if one is named.
SELECT
    line.id,
    line.person_id,
    line.number,
    person.kind,
    known.given_names,
    known.family_name,
    known.town,
    standing.member_class,
    standing.bond_ground,
    standing.out_of_bond_since,
    line.joined_on,
    CASE WHEN %(known_at)s::timestamptz IS NULL OR went.at <= %(known_at)s::timestamptz THEN line.left_on END AS left_on
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
LEFT JOIN audit_act AS went
    ON
        line.cooperative_id = went.cooperative_id
        AND line.left_act_id = went.id
        AND %(known_at)s::timestamptz IS NOT NULL
CROSS JOIN LATERAL (
    SELECT version.given_names, version.family_name, version.town FROM membership_personversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.person_id = line.person_id
        AND version.effective_from <= %(on)s
        AND (%(known_at)s::timestamptz IS NULL OR version.recorded_at <= %(known_at)s::timestamptz)
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS known
CROSS JOIN LATERAL (
    SELECT version.member_class, version.bond_ground, version.out_of_bond_since
    FROM membership_memberversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.member_id = line.id
        AND version.effective_from <= %(on)s
        AND (%(known_at)s::timestamptz IS NULL OR version.recorded_at <= %(known_at)s::timestamptz)
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS standing
WHERE
    line.cooperative_id = %(cooperative_id)s
    AND line.number > %(after_number)s
    AND line.joined_on <= %(on)s
    AND (line.left_on IS NULL OR line.left_on > %(on)s OR went.at > %(known_at)s::timestamptz)
ORDER BY line.number
LIMIT %(lines)s
