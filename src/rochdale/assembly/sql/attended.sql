-- To how many meetings of a body in a time each holder of a seat came, of how many that were written down.
SELECT
    mandate.person_id,
    count(*) FILTER (WHERE line.state IN ('present', 'online')) AS came,
    count(*) AS meetings
FROM (
    SELECT DISTINCT ON (known.meeting_id)
        known.cooperative_id,
        known.id,
        known.meeting_id
    FROM assembly_bodyattendance AS known
    WHERE known.cooperative_id = tenancy_current() AND known.body_id = %(body_id)s::uuid
    ORDER BY known.meeting_id, known.version DESC
) AS own
INNER JOIN assembly_bodyattendanceline AS line
    ON own.cooperative_id = line.cooperative_id AND own.id = line.attendance_id
INNER JOIN assembly_mandate AS mandate
    ON line.cooperative_id = mandate.cooperative_id AND line.mandate_id = mandate.id
WHERE (
    SELECT min(step.on_date) FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = own.cooperative_id AND step.meeting_id = own.meeting_id AND step.kind = 'opened'
) BETWEEN %(since)s::date AND %(until)s::date - 1
GROUP BY mandate.person_id
