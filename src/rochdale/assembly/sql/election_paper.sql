-- The candidates on the paper of an election, by their places, with the numbers of their nominations.
SELECT
    listed.place,
    own.id,
    own.number,
    own.person_id
FROM assembly_votecandidate AS listed
INNER JOIN assembly_nomination AS own
    ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
WHERE listed.cooperative_id = tenancy_current() AND listed.vote_id = %(vote_id)s
ORDER BY listed.place
