-- INV-125: meetings that were opened before the day of the sitting for which they were called.
SELECT
    meeting.number,
    step.on_date
FROM assembly_meetingstep AS step
INNER JOIN assembly_meeting AS meeting
    ON step.cooperative_id = meeting.cooperative_id AND step.meeting_id = meeting.id
WHERE
    step.cooperative_id = tenancy_current()
    AND step.kind = 'opened'
    AND NOT assembly_may_sit(step.cooperative_id, step.meeting_id, step.place, step.on_date)
