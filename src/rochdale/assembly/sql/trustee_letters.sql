-- The last letter to each trustee of a ballot: where it went, and what became of it. An address stands in letters
-- alone; the first ones were written together, in the order of the trustees.
WITH first AS (
    SELECT
        letter.id,
        row_number() OVER (ORDER BY letter.id) AS place
    FROM membership_letter AS letter
    INNER JOIN assembly_ballot AS own
        ON letter.cooperative_id = own.cooperative_id AND letter.act_id = own.act_id
    WHERE
        own.cooperative_id = tenancy_current()
        AND own.id = %(ballot_id)s
        AND letter.kind = 'ballot_trustee'
)

SELECT
    trustee.place,
    letter.address,
    letter.written_at,
    CASE
        WHEN letter.settled_at IS NOT NULL THEN 'sent'
        WHEN last.outcome = 'given_up' THEN 'failed'
        ELSE 'waiting'
    END AS state
FROM assembly_ballottrustee AS trustee
LEFT JOIN first ON trustee.place = first.place
LEFT JOIN LATERAL (
    SELECT link.letter_id FROM assembly_ballotlink AS link
    WHERE link.cooperative_id = trustee.cooperative_id AND link.trustee_id = trustee.id
    ORDER BY link.place DESC
    LIMIT 1
) AS later ON TRUE
INNER JOIN membership_letter AS letter
    ON trustee.cooperative_id = letter.cooperative_id AND letter.id = coalesce(later.letter_id, first.id)
LEFT JOIN LATERAL (
    SELECT delivery.outcome FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON TRUE
WHERE
    trustee.cooperative_id = tenancy_current()
    AND trustee.ballot_id = %(ballot_id)s
