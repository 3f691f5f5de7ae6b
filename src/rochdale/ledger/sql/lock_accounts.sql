-- The accounts that a batch touches, those with a limit locked lowest id first, as they stand now.
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
    kept.overdraft_minor
FROM ledger_account AS account
LEFT JOIN kept ON account.id = kept.account_id
WHERE account.cooperative_id = %(cooperative_id)s AND account.id = any(%(account_ids)s::uuid[])
