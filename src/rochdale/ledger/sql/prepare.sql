-- All that a decision needs, in one answer: the balances that limits bind, locked lowest id first; the accounts;
-- entries already posted under the keys; the booking dates that are open. Nothing is joined here: the plan is made
-- once for any number of rows.
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
    'balance' AS kind,
    kept.account_id AS id,
    kept.balance_minor,
    kept.held_minor,
    kept.overdraft_minor,
    NULL::text AS currency,
    NULL::smallint AS side,
    NULL::boolean AS is_control,
    NULL::text AS state,
    NULL::text AS idempotency_key,
    NULL::bytea AS request_hash,
    NULL::date AS open_day
FROM kept
UNION ALL
SELECT
    'account', account.id, NULL, NULL, NULL, account.currency, account.side, account.is_control, account.state,
    NULL, NULL, NULL
FROM ledger_account AS account
WHERE account.cooperative_id = %(cooperative_id)s AND account.id = any(%(account_ids)s::uuid[])
UNION ALL
SELECT
    'entry', entry.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    entry.idempotency_key, entry.request_hash, NULL
FROM ledger_entry AS entry
WHERE entry.cooperative_id = %(cooperative_id)s AND entry.idempotency_key = any(%(keys)s::text[])
UNION ALL
SELECT 'day', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, day.booking_date
FROM ledger_day AS day
WHERE day.cooperative_id = %(cooperative_id)s AND day.closed_act_id IS NULL
