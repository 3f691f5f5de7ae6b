-- INV-98: votes of lines that may not vote in that meeting, or on a roll that is not frozen.
SELECT
    voted.vote_id,
    voted.line_id
FROM assembly_participation AS voted
INNER JOIN assembly_vote AS own
    ON voted.cooperative_id = own.cooperative_id AND voted.vote_id = own.id
LEFT JOIN assembly_rollline AS line
    ON voted.cooperative_id = line.cooperative_id AND voted.line_id = line.id
WHERE
    voted.cooperative_id = tenancy_current()
    AND (line.meeting_id = own.meeting_id AND assembly_may_vote(line)) IS NOT TRUE
