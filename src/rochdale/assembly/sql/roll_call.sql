-- The voters of a roll call: who is there, or has answered already, with the answer; in the order of the roll.
SELECT
    line.number,
    line.person_id,
    line.voter_id,
    said.choice,
    line.weight,
    voted.line_id IS NOT NULL AS has_voted
FROM assembly_vote AS put
INNER JOIN assembly_rollline AS line
    ON put.cooperative_id = line.cooperative_id AND put.meeting_id = line.meeting_id
INNER JOIN assembly_rollfreeze AS frozen
    ON line.cooperative_id = frozen.cooperative_id AND line.roll_id = frozen.roll_id
LEFT JOIN assembly_openchoice AS said
    ON line.cooperative_id = said.cooperative_id AND put.id = said.vote_id AND line.id = said.line_id
LEFT JOIN assembly_participation AS voted
    ON line.cooperative_id = voted.cooperative_id AND put.id = voted.vote_id AND line.id = voted.line_id
LEFT JOIN LATERAL (
    SELECT known.kind FROM assembly_presence AS known
    WHERE
        known.cooperative_id = line.cooperative_id
        AND known.meeting_id = line.meeting_id
        AND known.person_id = line.voter_id
        AND known.at >= (SELECT assembly_sat_since(put.cooperative_id, put.meeting_id, 'infinity'))
    ORDER BY known.place DESC
    LIMIT 1
) AS last ON TRUE
WHERE
    put.cooperative_id = tenancy_current()
    AND put.id = %(vote_id)s
    AND assembly_may_vote(line)
    AND (last.kind = 'arrived' OR voted.line_id IS NOT NULL)
ORDER BY line.place
