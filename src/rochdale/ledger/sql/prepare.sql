-- All that a decision needs, in one answer: the accounts that the requests touch, those with a limit locked
-- lowest id first; entries already posted under their keys; the booking dates that are open.
WITH kept AS MATERIALIZED (
    SELECT
        account_id,
        balance_minor,
        held_minor,
        overdraft_minor
    FROM ledger_balance
    WHERE cooperative_id = %(cooperative_id)s AND account_id = any(%(account_ids)s::uuid[])
    ORDER BY account_id
    FOR NO KEY UPDATE
)

SELECT
    account.id,
    account.currency,
    account.side,
    account.is_control,
    account.state,
    kept.balance_minor,
    kept.held_minor,
    kept.overdraft_minor,
    NULL AS idempotency_key,
    NULL::bytea AS request_hash,
    NULL::date AS open_day
FROM ledger_account AS account
LEFT JOIN kept ON account.id = kept.account_id
WHERE account.cooperative_id = %(cooperative_id)s AND account.id = any(%(account_ids)s::uuid[])
UNION ALL
SELECT
    entry.id,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    entry.idempotency_key,
    entry.request_hash,
    NULL
FROM ledger_entry AS entry
WHERE entry.cooperative_id = %(cooperative_id)s AND entry.idempotency_key = any(%(keys)s::text[])
UNION ALL
SELECT
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    day.booking_date
FROM ledger_day AS day
WHERE day.cooperative_id = %(cooperative_id)s AND day.closed_act_id IS NULL
