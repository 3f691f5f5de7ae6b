-- The documents that were published with a vote, without their content.
SELECT
    document.kind,
    document.media_type,
    octet_length(document.content) AS content_bytes,
    encode(sha256(document.content), 'hex') AS sha256
FROM assembly_election AS election
INNER JOIN assembly_electiondocument AS document
    ON election.cooperative_id = document.cooperative_id AND election.id = document.election_id
WHERE election.cooperative_id = tenancy_current() AND election.uuid = %(uuid)s
ORDER BY array_position(ARRAY['notice', 'motions', 'roll'], document.kind)
