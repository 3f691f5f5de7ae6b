-- One published vote with the newest verdict on it, if one was kept, and without its archive.
SELECT
    election.uuid,
    election.titles,
    election.closed_at,
    election.head,
    octet_length(election.archive) AS archive_bytes,
    verdict.verifier,
    verdict.found_at,
    verdict.report
FROM assembly_election AS election
LEFT JOIN assembly_verdict AS verdict
    ON election.cooperative_id = verdict.cooperative_id AND election.id = verdict.election_id
WHERE election.cooperative_id = tenancy_current() AND election.uuid = %(uuid)s
ORDER BY verdict.verifier DESC
LIMIT 1
