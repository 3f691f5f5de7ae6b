-- One page of the register by number as it was effective on a day, and as it was known at an instant, or at the end
-- of a business date, if one of these is named.
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
    CASE WHEN ended.is_known THEN line.left_on END AS left_on
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
LEFT JOIN audit_act AS went
    ON
        line.cooperative_id = went.cooperative_id
        AND line.left_act_id = went.id
        AND coalesce(%(known_at)s::text, %(known_on)s::text) IS NOT NULL
CROSS JOIN LATERAL (
    SELECT
        (
            went.at > coalesce(%(known_at)s::timestamptz, 'infinity')
            OR went.on_date > coalesce(%(known_on)s::date, 'infinity')
        ) IS NOT TRUE AS is_known
) AS ended
CROSS JOIN LATERAL (
    SELECT version.given_names, version.family_name, version.town FROM membership_personversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.person_id = line.person_id
        AND version.effective_from <= %(on)s
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
        AND version.recorded_on <= coalesce(%(known_on)s::date, 'infinity')
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
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
        AND version.recorded_on <= coalesce(%(known_on)s::date, 'infinity')
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS standing
WHERE
    line.cooperative_id = %(cooperative_id)s
    AND line.number > %(after_number)s
    AND line.joined_on <= %(on)s
    AND (line.left_on IS NULL OR line.left_on > %(on)s OR NOT ended.is_known)
ORDER BY line.number
LIMIT %(lines)s
