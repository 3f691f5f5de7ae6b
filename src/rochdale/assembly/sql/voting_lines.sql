-- The lines of a frozen roll that vote, with who votes for each.
SELECT
    line.id,
    line.voter_id
FROM assembly_rollline AS line
WHERE
    line.cooperative_id = tenancy_current()
    AND line.roll_id = %(roll_id)s
    AND assembly_may_vote(line)
ORDER BY line.place
