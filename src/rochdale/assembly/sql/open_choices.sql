-- What each voted in an open vote on a motion, in the order of the roll, with the votes with which it counts.
SELECT
    line.number,
    line.person_id,
    line.voter_id,
    line.weight,
    said.choice
FROM assembly_openchoice AS said
INNER JOIN assembly_rollline AS line
    ON said.cooperative_id = line.cooperative_id AND said.line_id = line.id
WHERE said.cooperative_id = tenancy_current() AND said.vote_id = %(vote_id)s
ORDER BY line.number
