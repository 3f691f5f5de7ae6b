-- What decides the rights of the members of a day: of all of them, or of one; by name. As it is known today, or exactly
-- as it was known at an instant.
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
    ended.on_date AS ended_on,
    CASE WHEN (went.at > %(known_at)s::timestamptz) IS NOT TRUE THEN line.left_on END AS left_on,
    known.blanked_act_id IS NOT NULL AS is_blanked
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
-- Acts are looked up only where an instant is named.
LEFT JOIN audit_act AS went
    ON
        line.cooperative_id = went.cooperative_id
        AND line.left_act_id = went.id
        AND %(known_at)s::timestamptz IS NOT NULL
CROSS JOIN LATERAL (
    SELECT version.* FROM membership_personversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.person_id = line.person_id
        AND version.effective_from <= %(on)s
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS known
CROSS JOIN LATERAL (
    SELECT version.member_class FROM membership_memberversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.member_id = line.id
        AND version.effective_from <= %(on)s
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS standing
LEFT JOIN (
    SELECT
        stands.organization_id,
        stands.person_id
    FROM membership_representative AS stands
    LEFT JOIN audit_act AS named
        ON
            stands.cooperative_id = named.cooperative_id
            AND stands.act_id = named.id
            AND %(known_at)s::timestamptz IS NOT NULL
    LEFT JOIN audit_act AS ending
        ON
            stands.cooperative_id = ending.cooperative_id
            AND stands.ended_act_id = ending.id
            AND %(known_at)s::timestamptz IS NOT NULL
    WHERE
        stands.cooperative_id = %(cooperative_id)s
        AND stands.from_on <= %(on)s
        AND (named.at > %(known_at)s::timestamptz) IS NOT TRUE
        AND (
            least(
                stands.until_on,
                CASE WHEN (ending.at > %(known_at)s::timestamptz) IS NOT TRUE THEN stands.ended_on END
            ) > %(on)s
        ) IS NOT FALSE
) AS representing
    ON line.person_id = representing.organization_id
LEFT JOIN (
    SELECT
        holds.member_id,
        holds.rights
    FROM membership_suspension AS holds
    LEFT JOIN audit_act AS imposed
        ON
            holds.cooperative_id = imposed.cooperative_id
            AND holds.act_id = imposed.id
            AND %(known_at)s::timestamptz IS NOT NULL
    LEFT JOIN audit_act AS lifting
        ON
            holds.cooperative_id = lifting.cooperative_id
            AND holds.lifted_act_id = lifting.id
            AND %(known_at)s::timestamptz IS NOT NULL
    WHERE
        holds.cooperative_id = %(cooperative_id)s
        AND holds.from_on <= %(on)s
        AND (imposed.at > %(known_at)s::timestamptz) IS NOT TRUE
        AND least(
            holds.until_on,
            CASE WHEN (lifting.at > %(known_at)s::timestamptz) IS NOT TRUE THEN holds.lifted_on END
        ) > %(on)s
) AS suspended
    ON line.id = suspended.member_id
-- A death, or the end of an organization, that is reported and whose membership is not yet ended.
LEFT JOIN (
    SELECT
        departure.member_id,
        min(step.named_date) AS on_date
    FROM membership_departure AS departure
    INNER JOIN membership_departurestep AS step
        ON departure.cooperative_id = step.cooperative_id AND departure.id = step.departure_id
    WHERE
        departure.cooperative_id = %(cooperative_id)s
        AND step.kind = 'reported'
        AND step.at <= coalesce(%(known_at)s::timestamptz, 'infinity')
    GROUP BY departure.member_id
) AS ended
    ON line.id = ended.member_id
WHERE
    line.cooperative_id = %(cooperative_id)s
    AND line.joined_on <= %(on)s
    AND (
        line.left_on IS NULL
        OR line.left_on > %(on)s
        OR went.at > %(known_at)s::timestamptz
    )
    AND (%(member_id)s::uuid IS NULL OR line.id = %(member_id)s::uuid)
ORDER BY known.sorting_name, line.number
