-- The nominations that wait for a person to accept them, at meetings that are not over.
SELECT
    meeting.number AS meeting_number,
    body.code,
    own.number,
    body.names,
    own.on_date
FROM assembly_nomination AS own
INNER JOIN assembly_meeting AS meeting
    ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
INNER JOIN assembly_body AS body
    ON own.cooperative_id = body.cooperative_id AND own.body_id = body.id
WHERE
    own.cooperative_id = tenancy_current()
    AND own.person_id = %(person_id)s
    AND assembly_nomination_stands(own.cooperative_id, own.id) = 'proposed'
    AND assembly_stands(meeting.cooperative_id, meeting.id) IN ('drafted', 'called', 'adjourned', 'opened')
ORDER BY own.on_date, own.number
