-- INV-130: lines of assemblies of delegates without the mandate by which they came, and others with one.
SELECT
    line.meeting_id,
    line.number
FROM assembly_rollline AS line
INNER JOIN assembly_roll AS roll
    ON line.cooperative_id = roll.cooperative_id AND line.roll_id = roll.id
INNER JOIN assembly_meeting AS meeting
    ON roll.cooperative_id = meeting.cooperative_id AND roll.meeting_id = meeting.id
INNER JOIN cooperatives_cooperative AS own
    ON roll.cooperative_id = own.id
WHERE
    line.cooperative_id = tenancy_current()
    AND CASE
        WHEN meeting.kind = 'delegates' AND own.tier = 'primary'
            THEN NOT assembly_line_has_mandate(line, roll.record_date, roll.drawn_at)
        ELSE line.mandate_id IS NOT NULL
    END
