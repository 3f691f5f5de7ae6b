-- The ballots of an election by name, in the order of the roll, each with the votes with which it counts.
SELECT
    line.number,
    line.person_id,
    line.voter_id,
    line.weight,
    named.ballot
FROM assembly_openballot AS named
INNER JOIN assembly_rollline AS line
    ON named.cooperative_id = line.cooperative_id AND named.line_id = line.id
WHERE named.cooperative_id = tenancy_current() AND named.vote_id = %(vote_id)s
ORDER BY line.number
