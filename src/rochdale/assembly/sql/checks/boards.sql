-- INV-88: verdicts whose board is not whole, and events of votes on which no verdict was kept.
SELECT
    election.uuid,
    verdict.verifier
FROM assembly_verdict AS verdict
LEFT JOIN assembly_election AS election
    ON verdict.cooperative_id = election.cooperative_id AND verdict.election_id = election.id
WHERE
    verdict.cooperative_id = tenancy_current()
    AND assembly_board_is_whole(
        verdict.cooperative_id, verdict.election_id, verdict.events, verdict.received
    ) IS NOT TRUE
UNION ALL
SELECT
    election.uuid,
    NULL AS verifier
FROM assembly_election AS election
WHERE
    election.cooperative_id = tenancy_current()
    AND EXISTS (
        SELECT FROM assembly_boardevent AS event
        WHERE event.cooperative_id = election.cooperative_id AND event.election_id = election.id
    )
    AND NOT EXISTS (
        SELECT FROM assembly_verdict AS verdict
        WHERE verdict.cooperative_id = election.cooperative_id AND verdict.election_id = election.id
    )
