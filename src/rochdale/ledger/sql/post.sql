-- Entries and their postings, one array per column, in one statement; the triggers judge them together.
-- A posting names its entry by place (1, 2, ...), and takes its dates from it.
WITH asked AS MATERIALIZED (
    SELECT *
    FROM unnest(
        %(id)s::uuid[], %(booking_date)s::date[], %(value_date)s::date[], %(kind)s::text[], %(text)s::text[],
        %(idempotency_key)s::text[], %(request_hash)s::bytea[], %(act_id)s::uuid[], %(reverses_id)s::uuid[]
    ) WITH ORDINALITY AS entry (
        id, booking_date, value_date, kind, text, idempotency_key, request_hash, act_id, reverses_id, place
    )
),

entries AS (
    INSERT INTO ledger_entry (
        cooperative_id, id, booking_date, value_date, kind, text, idempotency_key, request_hash,
        act_id, reverses_id, posted_at
    )
    SELECT
        %(cooperative_id)s, id, booking_date, value_date, kind, text, idempotency_key, request_hash,
        act_id, reverses_id, %(posted_at)s
    FROM asked
)

INSERT INTO ledger_posting (
    cooperative_id, entry_id, line, account_id, currency, amount_minor, booking_date, value_date
)
SELECT
    %(cooperative_id)s,
    asked.id,
    posting.line,
    posting.account_id,
    posting.currency,
    posting.amount_minor,
    asked.booking_date,
    asked.value_date
FROM unnest(
    %(place)s::bigint[], %(line)s::smallint[], %(account_id)s::uuid[], %(currency)s::text[], %(amount_minor)s::bigint[]
) AS posting (place, line, account_id, currency, amount_minor)
INNER JOIN asked ON posting.place = asked.place
