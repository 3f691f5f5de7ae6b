-- The elections on the agendas, as they stand, of meetings that were opened; the latest meeting first.
SELECT
    meeting.number,
    item.place,
    item.titles
FROM assembly_meeting AS meeting
CROSS JOIN LATERAL (
    SELECT plan.id FROM assembly_meetingversion AS plan
    WHERE plan.cooperative_id = meeting.cooperative_id AND plan.meeting_id = meeting.id
    ORDER BY plan.version DESC LIMIT 1
) AS last
INNER JOIN assembly_agendaitem AS item
    ON item.cooperative_id = meeting.cooperative_id AND item.version_id = last.id
WHERE
    meeting.cooperative_id = tenancy_current()
    AND item.kind = 'election'
    AND assembly_stands(meeting.cooperative_id, meeting.id) IN ('opened', 'adjourned', 'closed')
ORDER BY meeting.number DESC, item.place
LIMIT %(lines)s
