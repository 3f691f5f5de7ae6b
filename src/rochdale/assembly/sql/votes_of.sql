-- The votes of a meeting, or one of them, with what came out and, where it is asked for, how many have voted so far.
SELECT
    own.id,
    own.number,
    own.item_id,
    own.method,
    own.titles,
    own.texts,
    own.opens_at,
    own.closes_at,
    own.majority = 'election' AS is_election,
    put.at AS put_at,
    own.part_numerator,
    own.part_denominator,
    own.is_exceeded,
    own.basis,
    own.quorum_needed,
    own.quorum_at_opening,
    own.has_casting_vote,
    assembly_vote_stands(own.cooperative_id, own.id) AS stands,
    CASE
        WHEN outcome.participants IS NOT NULL THEN outcome.participants
        WHEN %(with_participants)s::boolean THEN (
            SELECT count(*) FROM assembly_participation AS voted
            WHERE voted.cooperative_id = own.cooperative_id AND voted.vote_id = own.id
        )
        ELSE 0
    END AS participants,
    outcome.yes,
    outcome.no,
    outcome.abstain,
    outcome.blank,
    outcome.spoilt,
    outcome.participants,
    outcome.present,
    resolution.number AS resolution,
    resolution.is_adopted
FROM assembly_vote AS own
INNER JOIN assembly_votestep AS put
    ON own.cooperative_id = put.cooperative_id AND own.id = put.vote_id AND put.place = 1
LEFT JOIN assembly_voteoutcome AS outcome
    ON own.cooperative_id = outcome.cooperative_id AND own.id = outcome.vote_id
LEFT JOIN assembly_resolution AS resolution
    ON outcome.cooperative_id = resolution.cooperative_id AND outcome.resolution_id = resolution.id
WHERE
    own.cooperative_id = tenancy_current()
    AND own.meeting_id = %(meeting_id)s
    AND (%(number)s::integer IS NULL OR own.number = %(number)s::integer)
ORDER BY own.number
