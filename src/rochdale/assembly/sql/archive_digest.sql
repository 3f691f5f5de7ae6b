-- The hash of a published vote's archive, by which a verdict that was just found is known again.
SELECT sha256(election.archive) AS digest
FROM assembly_election AS election
WHERE election.cooperative_id = tenancy_current() AND election.uuid = %(uuid)s
