-- INV-82: steps of meetings that do not follow one another, or that no act of theirs did.
SELECT
    step.meeting_id,
    step.place,
    step.kind
FROM (
    SELECT
        each.*,
        row_number() OVER meeting AS counted,
        lag(each.kind) OVER meeting AS last_kind,
        lag(each.at) OVER meeting AS last_at
    FROM assembly_meetingstep AS each
    WHERE each.cooperative_id = tenancy_current()
    WINDOW meeting AS (PARTITION BY each.meeting_id ORDER BY each.place)
) AS step
LEFT JOIN audit_act AS act
    ON step.cooperative_id = act.cooperative_id AND step.act_id = act.id
WHERE
    step.place <> step.counted
    OR step.at < step.last_at
    OR act.subject_id IS DISTINCT FROM step.meeting_id
    OR (
        (coalesce(step.last_kind, ''), step.kind) IN (
            ('', 'drafted'), ('drafted', 'called'), ('drafted', 'cancelled'), ('called', 'opened'),
            ('called', 'cancelled'), ('opened', 'adjourned'), ('opened', 'closed'), ('adjourned', 'called'),
            ('adjourned', 'opened'), ('adjourned', 'cancelled')
        )
    ) IS NOT TRUE
