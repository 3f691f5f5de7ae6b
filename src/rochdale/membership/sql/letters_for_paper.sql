-- One page of the letters that an officer prints and posts: without an address, or given up. The oldest first.
SELECT
    letter.id,
    letter.kind,
    letter.channel,
    letter.subject,
    letter.recipient,
    letter.written_on,
    last.outcome,
    last.at
FROM membership_letter AS letter
LEFT JOIN LATERAL (
    SELECT
        delivery.outcome,
        delivery.at
    FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON true
WHERE
    letter.cooperative_id = tenancy_current()
    AND letter.settled_at IS NULL
    AND letter.blanked_act_id IS NULL
    AND (letter.channel = 'paper' OR last.outcome = 'given_up')
    AND (%(after)s::uuid IS NULL OR letter.id > %(after)s::uuid)
ORDER BY letter.id
LIMIT %(lines)s
