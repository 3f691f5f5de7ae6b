-- Whether it was written down who came to a meeting, whether a person did, and whether that person voted in it.
WITH own AS (
    SELECT known.id
    FROM assembly_bodyattendance AS known
    WHERE known.cooperative_id = tenancy_current() AND known.meeting_id = %(meeting_id)s
    ORDER BY known.version DESC
    LIMIT 1
)

SELECT
    EXISTS (
        SELECT FROM assembly_presence AS known
        WHERE known.cooperative_id = tenancy_current() AND known.meeting_id = %(meeting_id)s
    ) OR EXISTS (SELECT FROM own) AS checked,
    EXISTS (
        SELECT FROM assembly_presence AS known
        WHERE
            known.cooperative_id = tenancy_current()
            AND known.meeting_id = %(meeting_id)s
            AND known.person_id = %(person_id)s
            AND known.role = 'voter'
    ) OR EXISTS (
        SELECT FROM own
        INNER JOIN assembly_bodyattendanceline AS line
            ON line.cooperative_id = tenancy_current() AND own.id = line.attendance_id
        INNER JOIN assembly_mandate AS mandate
            ON line.cooperative_id = mandate.cooperative_id AND line.mandate_id = mandate.id
        WHERE mandate.person_id = %(person_id)s AND line.state IN ('present', 'online')
    ) AS was_there,
    EXISTS (
        SELECT FROM assembly_participation AS voted
        INNER JOIN assembly_rollline AS line
            ON voted.cooperative_id = line.cooperative_id AND voted.line_id = line.id
        WHERE
            voted.cooperative_id = tenancy_current()
            AND line.meeting_id = %(meeting_id)s
            AND line.voter_id = %(person_id)s
    ) AS voted
