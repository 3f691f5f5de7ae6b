-- INV-99: outcomes and tallies that say other than what was counted, and votes that were closed without one.
SELECT
    own.meeting_id,
    own.number
FROM assembly_vote AS own
LEFT JOIN assembly_voteoutcome AS outcome
    ON own.cooperative_id = outcome.cooperative_id AND own.id = outcome.vote_id
LEFT JOIN assembly_electiontally AS tally
    ON own.cooperative_id = tally.cooperative_id AND own.id = tally.vote_id
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        (CASE own.majority WHEN 'election' THEN tally.vote_id ELSE outcome.vote_id END IS NULL)
        IS DISTINCT FROM (assembly_vote_stands(own.cooperative_id, own.id) IS DISTINCT FROM 'closed')
        OR (outcome.vote_id IS NOT NULL AND assembly_outcome_holds(outcome) IS NOT TRUE)
        OR (tally.vote_id IS NOT NULL AND assembly_tally_holds(tally) IS NOT TRUE)
    )
