-- The votes on motions of a meeting as its minutes tell them: under which terms, how counted, and what came out.
SELECT
    own.id,
    own.item_id,
    motion.number AS motion,
    own.method,
    own.texts,
    own.part_numerator,
    own.part_denominator,
    own.is_exceeded,
    own.basis,
    own.quorum_needed,
    own.quorum_at_opening,
    own.entitled,
    own.opens_at,
    own.closes_at,
    ended.kind AS ended_by,
    ended.at AS ended_at,
    coalesce(ended.words, '') AS reason,
    (
        SELECT count(DISTINCT counted.teller_id) FROM assembly_tellerscount AS counted
        WHERE counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
    ) AS tellers,
    outcome.yes,
    outcome.no,
    outcome.abstain,
    outcome.blank,
    outcome.spoilt,
    outcome.participants,
    outcome.present,
    outcome.quorum_present,
    resolution.number AS resolution,
    resolution.is_adopted,
    coalesce(resolution.casting_vote, '') AS casting_vote
FROM assembly_vote AS own
LEFT JOIN assembly_votemotion AS named
    ON own.cooperative_id = named.cooperative_id AND own.id = named.vote_id
LEFT JOIN assembly_motion AS motion
    ON named.cooperative_id = motion.cooperative_id AND named.motion_id = motion.id
LEFT JOIN assembly_votestep AS ended
    ON own.cooperative_id = ended.cooperative_id AND own.id = ended.vote_id AND ended.place = 2
LEFT JOIN assembly_voteoutcome AS outcome
    ON own.cooperative_id = outcome.cooperative_id AND own.id = outcome.vote_id
LEFT JOIN assembly_resolution AS resolution
    ON outcome.cooperative_id = resolution.cooperative_id AND outcome.resolution_id = resolution.id
WHERE
    own.cooperative_id = tenancy_current()
    AND own.meeting_id = %(meeting_id)s
    AND own.majority <> 'election'
ORDER BY own.number
