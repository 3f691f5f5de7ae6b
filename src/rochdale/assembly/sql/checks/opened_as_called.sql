-- INV-124: meetings that opened after they had been planned anew, without having been called again.
SELECT
    meeting.number,
    step.place
FROM assembly_meetingstep AS step
INNER JOIN assembly_meeting AS meeting
    ON step.cooperative_id = meeting.cooperative_id AND step.meeting_id = meeting.id
WHERE
    step.cooperative_id = tenancy_current()
    AND step.kind = 'opened'
    AND EXISTS (
        SELECT FROM assembly_meetingversion AS later
        INNER JOIN audit_act AS act
            ON later.cooperative_id = act.cooperative_id AND later.act_id = act.id
        WHERE
            later.cooperative_id = step.cooperative_id
            AND later.meeting_id = step.meeting_id
            AND act.at < step.at
            AND later.version > (
                assembly_called_version(step.cooperative_id, step.meeting_id, step.place)
            ).version
    )
