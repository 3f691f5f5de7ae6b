-- INV-103: who voted in a ballot and does not stand on its roll, or has no ballot on the board, or voted on the same
-- item on the floor as well.
SELECT
    voted.ballot_id,
    voted.line_id
FROM assembly_ballotparticipation AS voted
INNER JOIN assembly_ballot AS own
    ON voted.cooperative_id = own.cooperative_id AND voted.ballot_id = own.id
LEFT JOIN assembly_rollline AS line
    ON voted.cooperative_id = line.cooperative_id AND voted.line_id = line.id
LEFT JOIN assembly_ballotcredential AS code
    ON
        voted.cooperative_id = code.cooperative_id
        AND voted.ballot_id = code.ballot_id
        AND voted.line_id = code.line_id
WHERE
    voted.cooperative_id = tenancy_current()
    AND (
        (line.roll_id = own.roll_id AND assembly_may_vote(line)) IS NOT TRUE
        OR (voted.way = 'device') <> EXISTS (
            SELECT FROM assembly_ballotevent AS event
            WHERE
                event.cooperative_id = voted.cooperative_id
                AND event.ballot_id = voted.ballot_id
                AND event.digest = code.digest
        )
        OR (
            assembly_ballot_stands(own.cooperative_id, own.id) IS DISTINCT FROM 'given_up'
            AND EXISTS (
                SELECT FROM assembly_participation AS elsewhere
                INNER JOIN assembly_vote AS vote
                    ON elsewhere.cooperative_id = vote.cooperative_id AND elsewhere.vote_id = vote.id
                WHERE
                    elsewhere.cooperative_id = voted.cooperative_id
                    AND elsewhere.line_id = voted.line_id
                    AND vote.item_id = own.item_id
                    AND assembly_vote_is_on_item(vote.cooperative_id, vote.id)
                    AND assembly_vote_stands(vote.cooperative_id, vote.id) IS DISTINCT FROM 'withdrawn'
            )
        )
    )
