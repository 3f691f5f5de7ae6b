-- INV-116: links that are not in their place, or not written in a letter of their own act, and trustees without a link
-- that opens their page.
SELECT
    link.ballot_id,
    link.trustee_id,
    link.place AS at_place
FROM (
    SELECT
        known.*,
        row_number() OVER (PARTITION BY known.cooperative_id, known.trustee_id ORDER BY known.place) AS own_place
    FROM assembly_ballotlink AS known
    WHERE known.cooperative_id = tenancy_current()
) AS link
LEFT JOIN assembly_ballottrustee AS trustee
    ON link.cooperative_id = trustee.cooperative_id AND link.trustee_id = trustee.id
LEFT JOIN membership_letter AS letter
    ON link.cooperative_id = letter.cooperative_id AND link.letter_id = letter.id
WHERE
    link.place <> link.own_place
    OR trustee.ballot_id IS DISTINCT FROM link.ballot_id
    OR letter.act_id IS DISTINCT FROM link.act_id
UNION ALL
SELECT
    trustee.ballot_id,
    trustee.id AS trustee_id,
    0 AS at_place
FROM assembly_ballottrustee AS trustee
LEFT JOIN LATERAL (
    SELECT known.token_hash FROM assembly_ballotlink AS known
    WHERE known.cooperative_id = trustee.cooperative_id AND known.trustee_id = trustee.id
    ORDER BY known.place DESC
    LIMIT 1
) AS last ON TRUE
WHERE
    trustee.cooperative_id = tenancy_current()
    AND assembly_trustee_of_link(
        trustee.cooperative_id, trustee.ballot_id, coalesce(last.token_hash, trustee.token_hash)
    ) IS DISTINCT FROM trustee.id
