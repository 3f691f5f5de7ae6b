-- What became of the letters with the voting codes of a ballot.
SELECT
    count(*) FILTER (WHERE letter.settled_at IS NOT NULL) AS sent,
    count(*) FILTER (WHERE letter.settled_at IS NULL AND last.outcome IS DISTINCT FROM 'given_up') AS waiting,
    count(*) FILTER (WHERE letter.settled_at IS NULL AND last.outcome = 'given_up') AS failed
FROM assembly_ballotstep AS step
INNER JOIN membership_letter AS letter
    ON step.cooperative_id = letter.cooperative_id AND step.act_id = letter.act_id
LEFT JOIN LATERAL (
    SELECT delivery.outcome FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON TRUE
WHERE
    step.cooperative_id = tenancy_current()
    AND step.ballot_id = %(ballot_id)s
    AND step.kind = 'codes_made'
