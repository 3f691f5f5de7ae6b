-- Persons whose row says something else than the newest version in effect, and versions that are blank in part.
SELECT
    person.id AS person_id,
    today.place
FROM membership_person AS person
CROSS JOIN LATERAL membership_person_today(person.cooperative_id, person.id) AS today
WHERE
    person.cooperative_id = tenancy_current()
    AND (
        person.given_names, person.family_name, person.sorting_name, person.birth_date, person.sex,
        person.language, person.email, person.telephone, person.street, person.town, person.postal_code,
        person.blanked_act_id
    ) IS DISTINCT FROM (
        today.given_names, today.family_name, today.sorting_name, today.birth_date, today.sex, today.language,
        today.email, today.telephone, today.street, today.town, today.postal_code, today.blanked_act_id
    )
UNION ALL
SELECT
    version.person_id,
    version.place
FROM membership_personversion AS version
WHERE
    version.cooperative_id = tenancy_current()
    AND version.blanked_act_id IS NOT NULL
    AND (
        version.birth_date IS NOT NULL
        OR version.family_name <> '—'
        OR concat(
            version.given_names, version.sorting_name, version.sex, version.email, version.telephone,
            version.street, version.town, version.postal_code, version.reason
        ) <> ''
    )
