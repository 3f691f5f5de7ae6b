-- INV-112: meetings of members that opened before their roll was frozen.
SELECT
    meeting.number,
    step.place
FROM assembly_meetingstep AS step
INNER JOIN assembly_meeting AS meeting
    ON step.cooperative_id = meeting.cooperative_id AND step.meeting_id = meeting.id
WHERE
    step.cooperative_id = tenancy_current()
    AND step.kind = 'opened'
    AND meeting.kind NOT IN ('board', 'committee')
    AND NOT EXISTS (
        SELECT FROM assembly_roll AS roll
        INNER JOIN assembly_rollfreeze AS frozen
            ON roll.cooperative_id = frozen.cooperative_id AND roll.id = frozen.roll_id
        WHERE
            roll.cooperative_id = step.cooperative_id
            AND roll.meeting_id = step.meeting_id
            AND frozen.frozen_at <= step.at
    )
