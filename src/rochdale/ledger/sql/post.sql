-- Entries and their postings, one array per column, in one statement; the triggers judge them together.
-- A posting names its entry by place (1, 2, ...) and takes its dates from it. It looks there directly: the plan is
-- made once for any number of rows, and a join that is quick for ten may be endless for ten thousand.
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
        %(id)s::uuid[], %(booking_date)s::date[], %(value_date)s::date[], %(kind)s::text[], %(text)s::text[],
        %(idempotency_key)s::text[], %(request_hash)s::bytea[], %(act_id)s::uuid[], %(reverses_id)s::uuid[]
    ) AS asked
)

INSERT INTO ledger_posting (
    cooperative_id, entry_id, line, account_id, currency, amount_minor, booking_date, value_date
)
SELECT
    %(cooperative_id)s,
    (%(id)s::uuid[])[posting.place],
    posting.line,
    posting.account_id,
    posting.currency,
    posting.amount_minor,
    (%(booking_date)s::date[])[posting.place],
    (%(value_date)s::date[])[posting.place]
FROM unnest(
    %(place)s::integer[], %(line)s::smallint[], %(account_id)s::uuid[], %(currency)s::text[], %(amount_minor)s::bigint[]
) AS posting (place, line, account_id, currency, amount_minor)
