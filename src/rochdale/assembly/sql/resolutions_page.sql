-- One page of the register of resolutions, the latest first: of all or of the members' meetings, adopted or lost, with
-- every word asked for in its titles or texts, whatever the accents; or by its number.
SELECT
    decided.number,
    decided.titles,
    decided.decided_on,
    decided.is_adopted,
    decided.effect,
    meeting.kind,
    run.on_date AS run_on,
    annulled.on_date AS annulled_on
FROM assembly_resolution AS decided
INNER JOIN assembly_meeting AS meeting
    ON decided.cooperative_id = meeting.cooperative_id AND decided.meeting_id = meeting.id
LEFT JOIN assembly_effectrun AS run
    ON decided.cooperative_id = run.cooperative_id AND decided.id = run.resolution_id
LEFT JOIN assembly_annulment AS annulled
    ON decided.cooperative_id = annulled.cooperative_id AND decided.id = annulled.resolution_id
WHERE
    decided.cooperative_id = tenancy_current()
    AND decided.number < coalesce(%(before)s::integer, 2147483647)
    AND (%(of_bodies)s::boolean OR meeting.kind NOT IN ('board', 'committee'))
    AND decided.is_adopted = coalesce(%(adopted)s::boolean, decided.is_adopted)
    AND decided.number = coalesce(%(number)s::integer, decided.number)
    AND (
        NOT %(waiting)s::boolean
        OR (
            decided.is_adopted AND decided.effect NOT IN ('', 'other')
            AND run.resolution_id IS NULL AND annulled.resolution_id IS NULL
        )
    )
    AND NOT EXISTS (
        SELECT 1
        FROM unnest(%(words)s::text []) AS asked (word)
        WHERE strpos(
            (
                SELECT cooperatives_folded(string_agg(said.value, ' '))
                FROM (
                    SELECT title.value FROM jsonb_each_text(decided.titles) AS title
                    UNION ALL
                    SELECT wording.value FROM jsonb_each_text(decided.texts) AS wording
                ) AS said
            ),
            cooperatives_folded(asked.word)
        ) = 0
    )
ORDER BY decided.number DESC
LIMIT %(lines)s
