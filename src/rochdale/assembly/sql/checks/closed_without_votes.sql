-- INV-126: meetings that ended while a vote without a window was open, and votes that were put after the end.
SELECT
    'left open' AS what,
    meeting.number
FROM assembly_meetingstep AS step
INNER JOIN assembly_meeting AS meeting
    ON step.cooperative_id = meeting.cooperative_id AND step.meeting_id = meeting.id
WHERE
    step.cooperative_id = tenancy_current()
    AND step.kind IN ('closed', 'cancelled')
    AND assembly_vote_is_left_open(step.cooperative_id, step.meeting_id, step.at)
UNION ALL
SELECT
    'put late' AS what,
    own.number
FROM assembly_vote AS own
INNER JOIN assembly_votestep AS put
    ON own.cooperative_id = put.cooperative_id AND own.id = put.vote_id
INNER JOIN assembly_meetingstep AS step
    ON own.cooperative_id = step.cooperative_id AND own.meeting_id = step.meeting_id
WHERE
    own.cooperative_id = tenancy_current()
    AND put.kind = 'put'
    AND step.kind IN ('closed', 'cancelled')
    AND put.at > step.at
