-- INV-89: documents that are not the ones to which their vote is bound.
SELECT
    election.uuid,
    document.kind
FROM assembly_electiondocument AS document
LEFT JOIN assembly_election AS election
    ON document.cooperative_id = election.cooperative_id AND document.election_id = election.id
WHERE
    document.cooperative_id = tenancy_current()
    AND encode(sha256(document.content), 'hex')
    IS DISTINCT FROM assembly_bound_hash(document.cooperative_id, document.election_id, document.kind)
