-- Entries with their lines: one by id, or those of a booking date, in the order in which they came.
WITH chosen AS (
    SELECT entry.*
    FROM ledger_entry AS entry
    WHERE entry.cooperative_id = %(cooperative_id)s
        AND (%(entry_id)s::uuid IS NULL OR entry.id = %(entry_id)s::uuid)
        AND (%(on_date)s::date IS NULL OR entry.booking_date = %(on_date)s::date)
        AND (%(after)s::uuid IS NULL OR entry.id > %(after)s::uuid)
    ORDER BY entry.id
    LIMIT %(limit)s
)

SELECT
    chosen.id,
    given.number,
    chosen.booking_date,
    chosen.value_date,
    chosen.kind,
    chosen.text,
    chosen.idempotency_key,
    chosen.act_id,
    chosen.posted_at,
    chosen.reverses_id,
    reversal.id AS reversed_by_id,
    line.line,
    line.account_id,
    account.number AS account_number,
    account.names,
    line.currency,
    line.amount_minor
FROM chosen
INNER JOIN ledger_posting AS line
    ON line.cooperative_id = %(cooperative_id)s AND chosen.id = line.entry_id
INNER JOIN ledger_account AS account
    ON account.cooperative_id = %(cooperative_id)s AND line.account_id = account.id
LEFT JOIN ledger_entrynumber AS given
    ON given.cooperative_id = %(cooperative_id)s AND chosen.id = given.entry_id
LEFT JOIN ledger_entry AS reversal
    ON reversal.cooperative_id = %(cooperative_id)s AND chosen.id = reversal.reverses_id
ORDER BY chosen.id, line.line
