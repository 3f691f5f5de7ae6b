-- INV-113: attendance of a body that did not meet, without its lines or its act, or with lines of others.
SELECT
    own.meeting_id,
    own.version
FROM assembly_bodyattendance AS own
LEFT JOIN assembly_meeting AS meeting
    ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
LEFT JOIN assembly_body AS body
    ON own.cooperative_id = body.cooperative_id AND own.body_id = body.id
LEFT JOIN audit_act AS act
    ON own.cooperative_id = act.cooperative_id AND own.act_id = act.id
LEFT JOIN LATERAL (
    SELECT min(step.on_date) AS on_date FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = own.cooperative_id AND step.meeting_id = own.meeting_id AND step.kind = 'opened'
) AS opened ON TRUE
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        meeting.kind IS DISTINCT FROM CASE WHEN body.kind = 'board' THEN 'board' ELSE 'committee' END
        OR act.subject_id IS DISTINCT FROM own.meeting_id
        OR opened.on_date IS NULL
        OR own.lines_stated <> (
            SELECT count(*) FROM assembly_bodyattendanceline AS line
            WHERE line.cooperative_id = own.cooperative_id AND line.attendance_id = own.id
        )
        OR EXISTS (
            SELECT FROM assembly_bodyattendanceline AS line
            LEFT JOIN assembly_mandate AS mandate
                ON line.cooperative_id = mandate.cooperative_id AND line.mandate_id = mandate.id
            WHERE
                line.cooperative_id = own.cooperative_id
                AND line.attendance_id = own.id
                -- A mandate may have been ended since, on that very day.
                AND (
                    mandate.body_id = own.body_id
                    AND daterange(mandate.from_on, least(mandate.until_on, mandate.ended_on), '[]') @> opened.on_date
                ) IS NOT TRUE
        )
    )
