-- INV-83: versions of meetings out of number, not whole, planned while the meeting stood, or by no act of theirs.
SELECT
    plan.meeting_id,
    plan.version
FROM assembly_meetingversion AS plan
LEFT JOIN audit_act AS act
    ON plan.cooperative_id = act.cooperative_id AND plan.act_id = act.id
LEFT JOIN LATERAL (
    SELECT step.kind FROM assembly_meetingstep AS step
    WHERE
        step.cooperative_id = plan.cooperative_id
        AND step.meeting_id = plan.meeting_id
        AND step.act_id < plan.act_id
    ORDER BY step.place DESC
    LIMIT 1
) AS before ON TRUE
WHERE
    plan.cooperative_id = tenancy_current()
    AND (
        NOT assembly_version_is_whole(plan)
        OR plan.version > (
            SELECT count(*) FROM assembly_meetingversion AS known
            WHERE known.cooperative_id = plan.cooperative_id AND known.meeting_id = plan.meeting_id
        )
        OR act.subject_id IS DISTINCT FROM plan.meeting_id
        OR before.kind NOT IN ('drafted', 'adjourned')
    )
