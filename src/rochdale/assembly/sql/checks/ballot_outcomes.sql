-- INV-104: outcomes that are not of the board that was published, and ballots that were counted without one.
SELECT
    own.meeting_id,
    own.number
FROM assembly_ballot AS own
LEFT JOIN assembly_ballotoutcome AS outcome
    ON own.cooperative_id = outcome.cooperative_id AND own.id = outcome.ballot_id
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        (outcome.ballot_id IS NOT NULL)
        <> (assembly_ballot_stands(own.cooperative_id, own.id) IS NOT DISTINCT FROM 'counted')
        OR (outcome.ballot_id IS NOT NULL AND assembly_ballot_outcome_holds(outcome) IS NOT TRUE)
    )
