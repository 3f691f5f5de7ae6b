-- The line of a roll for which a person votes.
SELECT line.id
FROM assembly_rollline AS line
WHERE
    line.cooperative_id = tenancy_current()
    AND line.meeting_id = %(meeting_id)s
    AND line.voter_id = %(voter_id)s
    AND assembly_may_vote(line)
