-- How much an entry moved, per currency, and the accounts with a limit from which its reversal would take.
SELECT
    line.currency,
    sum(greatest(line.amount_minor, 0))::bigint AS amount_minor,
    array_agg(line.account_id ORDER BY line.line) AS account_ids,
    array_agg(line.account_id ORDER BY line.line) FILTER (
        WHERE kept.account_id IS NOT NULL AND kept.side * line.amount_minor > 0
    ) AS taken_from,
    EXISTS (
        SELECT FROM ledger_entry AS reversal
        WHERE reversal.cooperative_id = tenancy_current()
            AND reversal.reverses_id = %(entry_id)s AND reversal.idempotency_key <> %(key)s
    ) AS is_reversed
FROM ledger_posting AS line
LEFT JOIN ledger_balance AS kept
    ON kept.cooperative_id = tenancy_current() AND line.account_id = kept.account_id
WHERE line.cooperative_id = tenancy_current() AND line.entry_id = %(entry_id)s
GROUP BY line.currency
ORDER BY line.currency
