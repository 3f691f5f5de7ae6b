-- INV-119: answers that are no candidacies beside some that are; what happened to candidacies between the opening of a
-- ballot on them and its end, but for withdrawals; outcomes that elect who had withdrawn, and seats of nobody elected.
SELECT
    ballot.meeting_id,
    ballot.number
FROM assembly_ballot AS ballot
INNER JOIN (
    SELECT
        known.cooperative_id,
        known.ballot_id,
        known.question,
        count(*) AS answers
    FROM assembly_ballotcandidate AS known
    GROUP BY known.cooperative_id, known.ballot_id, known.question
) AS listed ON ballot.cooperative_id = listed.cooperative_id AND ballot.id = listed.ballot_id
WHERE
    ballot.cooperative_id = tenancy_current()
    AND listed.answers <> jsonb_array_length(ballot.questions -> listed.question -> 'answers')
UNION ALL
SELECT
    ballot.meeting_id,
    ballot.number
FROM assembly_ballot AS ballot
INNER JOIN assembly_ballotcandidate AS listed
    ON ballot.cooperative_id = listed.cooperative_id AND ballot.id = listed.ballot_id
INNER JOIN assembly_nomination AS own
    ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
INNER JOIN assembly_ballotstep AS opened
    ON ballot.cooperative_id = opened.cooperative_id AND ballot.id = opened.ballot_id AND opened.kind = 'opened'
LEFT JOIN assembly_ballotstep AS ended
    ON
        ballot.cooperative_id = ended.cooperative_id
        AND ballot.id = ended.ballot_id
        AND ended.kind IN ('counted', 'given_up')
INNER JOIN assembly_nomination AS beside
    ON
        own.cooperative_id = beside.cooperative_id
        AND own.meeting_id = beside.meeting_id
        AND own.body_id = beside.body_id
        AND own.electoral_group = beside.electoral_group
INNER JOIN assembly_nominationstep AS step
    ON beside.cooperative_id = step.cooperative_id AND beside.id = step.nomination_id
WHERE
    ballot.cooperative_id = tenancy_current()
    AND step.kind <> 'withdrawn'
    AND step.at > opened.at
    AND (ended.at IS NULL OR step.at < ended.at)
UNION ALL
SELECT
    ballot.meeting_id,
    ballot.number
FROM assembly_ballotoutcome AS outcome
INNER JOIN assembly_ballot AS ballot
    ON outcome.cooperative_id = ballot.cooperative_id AND outcome.ballot_id = ballot.id
INNER JOIN assembly_ballotstep AS counted
    ON ballot.cooperative_id = counted.cooperative_id AND ballot.id = counted.ballot_id AND counted.kind = 'counted'
INNER JOIN assembly_ballotcandidate AS listed
    ON ballot.cooperative_id = listed.cooperative_id AND ballot.id = listed.ballot_id
LEFT JOIN assembly_nominationstep AS gone
    ON
        listed.cooperative_id = gone.cooperative_id
        AND listed.nomination_id = gone.nomination_id
        AND gone.kind = 'withdrawn'
        AND gone.at <= counted.at
WHERE
    outcome.cooperative_id = tenancy_current()
    AND (
        (outcome.answered -> listed.question -> 'withdrawn' @> to_jsonb(listed.answer)) IS TRUE
        <> (gone.id IS NOT NULL)
        OR (gone.id IS NOT NULL AND outcome.answered -> listed.question -> 'elected' @> to_jsonb(listed.answer))
    )
UNION ALL
SELECT
    result.meeting_id,
    result.place
FROM assembly_electionresult AS result
WHERE result.cooperative_id = tenancy_current() AND NOT assembly_result_is_of_ballot(result)
