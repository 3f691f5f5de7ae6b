-- INV-111: rulings on what was no point of order, or that no act of theirs wrote.
SELECT
    ruling.event_id,
    request.place
FROM assembly_ruling AS ruling
LEFT JOIN assembly_floorevent AS request
    ON ruling.cooperative_id = request.cooperative_id AND ruling.event_id = request.id
LEFT JOIN audit_act AS act
    ON ruling.cooperative_id = act.cooperative_id AND ruling.act_id = act.id
WHERE
    ruling.cooperative_id = tenancy_current()
    AND (request.is_point IS NOT TRUE OR act.subject_id IS DISTINCT FROM request.meeting_id)
