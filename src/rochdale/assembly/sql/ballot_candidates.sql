-- Which candidacy each answer of a ballot is, and how it stands now.
SELECT
    listed.question,
    listed.answer,
    own.number,
    own.electoral_group,
    body.code,
    own.person_id,
    assembly_nomination_stands(own.cooperative_id, own.id) AS stands
FROM assembly_ballotcandidate AS listed
INNER JOIN assembly_nomination AS own
    ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
INNER JOIN assembly_body AS body
    ON own.cooperative_id = body.cooperative_id AND own.body_id = body.id
WHERE listed.cooperative_id = tenancy_current() AND listed.ballot_id = %(ballot_id)s
ORDER BY listed.question, listed.answer
