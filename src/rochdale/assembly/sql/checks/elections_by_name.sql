-- INV-131: elections by name where all votes weigh the same, secret ones where they do not, and ballots by name that
-- do not stand beside a voter of theirs.
SELECT
    own.meeting_id,
    own.number
FROM assembly_vote AS own
WHERE
    own.cooperative_id = tenancy_current()
    AND own.majority = 'election'
    AND assembly_election_is_by_name(own) IS NOT TRUE
UNION ALL
SELECT
    own.meeting_id,
    own.number
FROM assembly_openballot AS named
INNER JOIN assembly_vote AS own
    ON named.cooperative_id = own.cooperative_id AND named.vote_id = own.id
WHERE named.cooperative_id = tenancy_current() AND assembly_open_ballot_holds(named) IS NOT TRUE
