-- Whether anybody was checked in to a meeting, whether a person was, and whether that person voted in it.
SELECT
    EXISTS (
        SELECT FROM assembly_presence AS known
        WHERE known.cooperative_id = tenancy_current() AND known.meeting_id = %(meeting_id)s
    ) AS checked,
    EXISTS (
        SELECT FROM assembly_presence AS known
        WHERE
            known.cooperative_id = tenancy_current()
            AND known.meeting_id = %(meeting_id)s
            AND known.person_id = %(person_id)s
            AND known.role = 'voter'
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
