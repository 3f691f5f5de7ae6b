-- Entries and their postings, one array per column, in one statement; the triggers judge them together.
WITH entries AS (
    INSERT INTO ledger_entry (
        cooperative_id, id, booking_date, value_date, kind, text, idempotency_key, request_hash,
        act_id, reverses_id, posted_at
    )
    SELECT
        %(cooperative_id)s,
        asked.*,
        %(posted_at)s
    FROM unnest(
        %(id)b::uuid[], %(booking_date)b::date[], %(value_date)b::date[], %(kind)b::text[], %(text)b::text[],
        %(idempotency_key)b::text[], %(request_hash)b::bytea[], %(act_id)b::uuid[], %(reverses_id)b::uuid[]
    ) AS asked
)

INSERT INTO ledger_posting (
    cooperative_id, entry_id, line, account_id, currency, amount_minor, booking_date, value_date
)
SELECT
    %(cooperative_id)s,
    asked.*
FROM unnest(
    %(entry_id)b::uuid[], %(line)b::smallint[], %(account_id)b::uuid[], %(currency)b::text[],
    %(amount_minor)b::bigint[], %(line_booking_date)b::date[], %(line_value_date)b::date[]
) AS asked
