-- INV-101: ballots whose steps do not follow one another, and events that do not follow or are of nobody.
SELECT
    step.ballot_id,
    step.place AS at_place
FROM (
    SELECT
        known.*,
        lag(known.kind) OVER own AS before_kind,
        lag(known.at) OVER own AS before_at,
        row_number() OVER own AS own_place
    FROM assembly_ballotstep AS known
    WHERE known.cooperative_id = tenancy_current()
    WINDOW own AS (PARTITION BY known.cooperative_id, known.ballot_id ORDER BY known.place)
) AS step
INNER JOIN assembly_ballot AS ballot
    ON step.cooperative_id = ballot.cooperative_id AND step.ballot_id = ballot.id
WHERE
    step.place <> step.own_place
    OR step.at < step.before_at
    OR (step.before_kind IS NULL) <> (step.kind = 'set_up')
    OR step.before_kind IN ('counted', 'given_up')
    OR (step.kind = 'opened' AND (step.before_kind <> 'codes_made' OR step.at >= ballot.closes_at))
    OR (step.kind = 'closed' AND (step.before_kind <> 'opened' OR step.at < ballot.closes_at))
    OR (step.kind = 'counted' AND step.before_kind NOT IN ('closed', 'shuffled'))
UNION ALL
SELECT
    event.ballot_id,
    event.height AS at_place
FROM assembly_ballotevent AS event
LEFT JOIN assembly_ballotevent AS before
    ON
        event.cooperative_id = before.cooperative_id
        AND event.ballot_id = before.ballot_id
        AND event.height = before.height + 1
WHERE
    event.cooperative_id = tenancy_current()
    AND (
        assembly_ballot_event_follows(event, before) IS NOT TRUE
        OR (event.kind = 'Ballot' AND assembly_ballot_event_is_of_voter(event) IS NOT TRUE)
    )
