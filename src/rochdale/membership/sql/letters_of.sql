-- One page of a person's letters, the newest first, each with the last thing that happened to it.
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
    AND letter.person_id = %(person_id)s
    AND (%(after)s::uuid IS NULL OR letter.id < %(after)s::uuid)
ORDER BY letter.id DESC
LIMIT %(lines)s
