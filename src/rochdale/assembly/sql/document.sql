-- A document that was published with a vote, to the byte.
SELECT
    document.media_type,
    document.content
FROM assembly_election AS election
INNER JOIN assembly_electiondocument AS document
    ON election.cooperative_id = document.cooperative_id AND election.id = document.election_id
WHERE election.cooperative_id = tenancy_current() AND election.uuid = %(uuid)s AND document.kind = %(kind)s
