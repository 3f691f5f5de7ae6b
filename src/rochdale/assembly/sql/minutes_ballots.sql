-- The verifiable ballots of a meeting as its minutes tell them: the window, who voted, what counted, what came out.
SELECT
    own.item_id,
    own.names,
    item.texts,
    own.opens_at,
    own.closes_at,
    own.questions,
    own.language,
    own.entitled,
    last.kind AS stands,
    last.at AS stood_at,
    last.words AS reason,
    (
        SELECT count(*) FROM assembly_ballotparticipation AS voted
        WHERE voted.cooperative_id = own.cooperative_id AND voted.ballot_id = own.id
    ) AS voted,
    (
        SELECT count(*) FROM assembly_ballotparticipation AS voted
        WHERE voted.cooperative_id = own.cooperative_id AND voted.ballot_id = own.id AND voted.way = 'paper'
    ) AS on_paper,
    (
        SELECT count(*) FROM assembly_ballotevent AS event
        WHERE event.cooperative_id = own.cooperative_id AND event.ballot_id = own.id AND event.kind = 'Ballot'
    ) AS received,
    outcome.on_devices AS on_board,
    outcome.answered,
    outcome.seed,
    published.head,
    resolution.number AS resolution,
    resolution.is_adopted
FROM assembly_ballot AS own
INNER JOIN assembly_agendaitem AS item
    ON own.cooperative_id = item.cooperative_id AND own.item_id = item.id
INNER JOIN LATERAL (
    SELECT
        step.kind,
        step.at,
        step.words
    FROM assembly_ballotstep AS step
    WHERE step.cooperative_id = own.cooperative_id AND step.ballot_id = own.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last ON true
LEFT JOIN assembly_ballotoutcome AS outcome
    ON own.cooperative_id = outcome.cooperative_id AND own.id = outcome.ballot_id
LEFT JOIN assembly_election AS published
    ON outcome.cooperative_id = published.cooperative_id AND outcome.election_id = published.id
LEFT JOIN assembly_resolution AS resolution
    ON outcome.cooperative_id = resolution.cooperative_id AND outcome.resolution_id = resolution.id
WHERE
    own.cooperative_id = tenancy_current()
    AND own.meeting_id = %(meeting_id)s
ORDER BY own.number
