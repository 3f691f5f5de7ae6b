-- The bodies for whose seats one can still be nominated on a day, at meetings that are to come.
SELECT
    meeting.number,
    body.code,
    body.names,
    asked.closes_on,
    plan.held_on
FROM assembly_nominationcall AS asked
INNER JOIN assembly_meeting AS meeting
    ON asked.cooperative_id = meeting.cooperative_id AND asked.meeting_id = meeting.id
INNER JOIN assembly_body AS body
    ON asked.cooperative_id = body.cooperative_id AND asked.body_id = body.id
CROSS JOIN LATERAL (
    SELECT last.held_on FROM assembly_meetingversion AS last
    WHERE last.cooperative_id = meeting.cooperative_id AND last.meeting_id = meeting.id
    ORDER BY last.version DESC LIMIT 1
) AS plan
WHERE
    asked.cooperative_id = tenancy_current()
    AND asked.closes_on >= %(day)s
    AND asked.id = (assembly_last_call(asked.cooperative_id, asked.meeting_id, asked.body_id)).id
    AND assembly_stands(meeting.cooperative_id, meeting.id) IN ('drafted', 'called', 'adjourned')
ORDER BY asked.closes_on, meeting.number, body.id
