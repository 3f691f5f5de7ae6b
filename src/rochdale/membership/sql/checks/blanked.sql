-- Blanked persons of whom something is left: in any column, a door, a search word, a letter, a step, a request.
SELECT
    person.id AS person_id,
    person.blanked_act_id
FROM membership_person AS person
LEFT JOIN audit_act AS act ON person.cooperative_id = act.cooperative_id AND person.blanked_act_id = act.id
WHERE
    person.cooperative_id = tenancy_current()
    AND person.blanked_act_id IS NOT NULL
    AND (
        act.id IS NULL
        OR person.family_name <> '—'
        OR EXISTS (
            SELECT FROM jsonb_each_text(
                to_jsonb(person)
                - '{id,cooperative_id,kind,language,family_name,blanked_act_id}'::text []
                - '{cooperative_slug,recorded_at,recorded_on,act_id}'::text []
            ) AS known
            WHERE known.value <> ''
        )
        OR EXISTS (
            SELECT FROM membership_door AS door
            WHERE door.cooperative_id = person.cooperative_id AND door.person_id = person.id
        )
        OR EXISTS (
            SELECT FROM membership_nameword AS spoken
            WHERE spoken.cooperative_id = person.cooperative_id AND spoken.person_id = person.id
        )
        OR EXISTS (
            SELECT FROM membership_letter AS letter
            WHERE
                letter.cooperative_id = person.cooperative_id
                AND letter.person_id = person.id
                AND letter.blanked_act_id IS NULL
        )
        OR EXISTS (
            SELECT FROM membership_namerequest AS asked
            WHERE
                asked.cooperative_id = person.cooperative_id
                AND asked.person_id = person.id
                AND asked.outcome = ''
        )
        OR EXISTS (
            SELECT FROM membership_departure AS departure
            INNER JOIN membership_departurestep AS step
                ON departure.cooperative_id = step.cooperative_id AND departure.id = step.departure_id
            WHERE
                departure.cooperative_id = person.cooperative_id
                AND departure.person_id = person.id
                AND step.words <> ''
        )
        OR EXISTS (
            SELECT FROM membership_application AS asked
            WHERE
                asked.cooperative_id = person.cooperative_id
                AND asked.person_id = person.id
                AND asked.blanked_on IS NULL
        )
        OR EXISTS (
            SELECT FROM membership_personversion AS version
            WHERE
                version.cooperative_id = person.cooperative_id
                AND version.person_id = person.id
                AND version.blanked_act_id IS NULL
        )
        OR EXISTS (
            SELECT FROM membership_suspension AS suspended
            WHERE
                suspended.cooperative_id = person.cooperative_id
                AND suspended.person_id = person.id
                AND (suspended.words <> '—' OR suspended.lifted_words NOT IN ('', '—'))
        )
    )
