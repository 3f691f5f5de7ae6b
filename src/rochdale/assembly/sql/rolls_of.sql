-- The lines of a person on the last drawing of each roll: the own, and of the organization for which that person votes.
SELECT
    meeting.number AS meeting,
    roll.record_date,
    roll.held_on,
    line.number AS member_number,
    CASE WHEN holds.reasons = '{}' THEN holds.weight ELSE 0 END AS votes,
    array_to_string(holds.reasons, ', ') AS reasons,
    frozen.roll_id IS NOT NULL AS is_frozen
FROM assembly_rollline AS line
INNER JOIN assembly_roll AS roll
    ON line.cooperative_id = roll.cooperative_id AND line.roll_id = roll.id
INNER JOIN assembly_meeting AS meeting
    ON roll.cooperative_id = meeting.cooperative_id AND roll.meeting_id = meeting.id
CROSS JOIN LATERAL (
    SELECT
        line.weight,
        coalesce(
            (
                SELECT correction.reasons FROM assembly_rollcorrection AS correction
                WHERE correction.cooperative_id = line.cooperative_id AND correction.line_id = line.id
                ORDER BY correction.place DESC
                LIMIT 1
            ),
            line.reasons
        ) AS reasons
) AS holds
LEFT JOIN assembly_rollfreeze AS frozen
    ON roll.cooperative_id = frozen.cooperative_id AND roll.id = frozen.roll_id
WHERE
    line.cooperative_id = tenancy_current()
    AND (line.person_id = %(person_id)s::uuid OR line.voter_id = %(person_id)s::uuid)
    AND NOT EXISTS (
        SELECT FROM assembly_roll AS later
        WHERE
            later.cooperative_id = roll.cooperative_id
            AND later.meeting_id = roll.meeting_id
            AND later.version > roll.version
    )
ORDER BY meeting.number, line.number
LIMIT %(lines)s
