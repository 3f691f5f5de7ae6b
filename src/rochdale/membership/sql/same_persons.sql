-- Whom the cooperative knows and who may be the applicant, with why it may be so, and what was said of it last.
WITH found AS (
    SELECT
        named.id AS person_id,
        'name' AS why
    FROM membership_person AS named
    WHERE
        named.cooperative_id = tenancy_current()
        AND named.sorting_name = %(sorting_name)s::text COLLATE "C"
        AND coalesce(named.birth_date = %(birth_date)s::date, TRUE)
    UNION ALL
    SELECT
        addressed.id,
        'email'
    FROM membership_person AS addressed
    WHERE
        addressed.cooperative_id = tenancy_current()
        AND addressed.email = %(email)s::text
        AND addressed.email <> ''
    UNION ALL
    SELECT
        shown.person_id,
        'identity'
    FROM membership_application AS shown
    WHERE
        shown.cooperative_id = tenancy_current()
        AND shown.identity_hash = %(identity_hash)s::bytea
        AND shown.person_id IS NOT NULL
        AND shown.id <> %(application_id)s::uuid
    UNION ALL
    SELECT
        door.person_id,
        'sign_in'
    FROM membership_door AS door
    WHERE door.cooperative_id = tenancy_current() AND door.sign_in_id = %(sign_in_id)s::uuid
    UNION ALL
    SELECT
        judged.person_id,
        'judged'
    FROM membership_applicationmatch AS judged
    WHERE judged.cooperative_id = tenancy_current() AND judged.application_id = %(application_id)s::uuid
)

SELECT
    person.id,
    person.given_names,
    person.family_name,
    person.birth_date,
    person.town,
    array_agg(DISTINCT found.why) AS whys,
    line.number,
    line.left_on,
    EXISTS (
        SELECT FROM membership_departure AS departure
        INNER JOIN membership_departurestep AS step
            ON departure.cooperative_id = step.cooperative_id AND departure.id = step.departure_id
        WHERE
            departure.cooperative_id = tenancy_current()
            AND departure.person_id = person.id
            AND departure.cause = 'exclusion'
            AND step.kind = 'ended'
    ) AS was_excluded,
    (
        SELECT last.verdict FROM membership_applicationmatch AS last
        WHERE
            last.cooperative_id = tenancy_current()
            AND last.application_id = %(application_id)s::uuid
            AND last.person_id = person.id
        ORDER BY last.id DESC
        LIMIT 1
    ) AS verdict
FROM found
INNER JOIN membership_person AS person ON found.person_id = person.id
LEFT JOIN LATERAL (
    SELECT
        known.number,
        known.left_on
    FROM membership_member AS known
    WHERE known.cooperative_id = tenancy_current() AND known.person_id = person.id
    ORDER BY known.joined_on DESC
    LIMIT 1
) AS line ON TRUE
WHERE person.cooperative_id = tenancy_current() AND person.id IS DISTINCT FROM %(became_id)s::uuid
GROUP BY person.id, person.given_names, person.family_name, person.birth_date, person.town, line.number, line.left_on
ORDER BY person.id
LIMIT 20
