-- Blanked persons of whom something is left: in any column, a door, a search word, a letter, a step, a request, the
-- name of a token, the reason of an act.
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
        OR EXISTS (
            SELECT FROM membership_accesstoken AS token
            WHERE
                token.cooperative_id = person.cooperative_id
                AND token.person_id = person.id
                AND token.name <> '—'
        )
        OR EXISTS (
            SELECT FROM audit_act AS told
            WHERE
                told.cooperative_id = person.cooperative_id
                AND told.reason NOT IN ('', '—')
                AND (told.for_person_id = person.id OR told.subject_id = person.id)
                AND told.id < person.blanked_act_id
        )
        OR EXISTS (
            SELECT FROM cooperatives_proposedact AS asked
            LEFT JOIN cooperatives_proposaldecision AS decided
                ON asked.cooperative_id = decided.cooperative_id AND asked.id = decided.proposal_id
            WHERE
                asked.cooperative_id = person.cooperative_id
                AND asked.subject_id = person.id
                AND asked.act_id < person.blanked_act_id
                AND (asked.reason NOT IN ('', '—') OR coalesce(decided.reason, '') NOT IN ('', '—'))
        )
    )
