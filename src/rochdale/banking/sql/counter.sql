-- What the counter must know before it decides: whether the accounts are of members, which account is the cash,
-- and what was done or asked under this key before.
SELECT
    (
        SELECT count(*) FROM banking_memberaccount AS held
        WHERE held.cooperative_id = tenancy_current() AND held.account_id = any(%(account_ids)s::uuid [])
    ) AS accounts_held,
    (
        SELECT account.id FROM ledger_account AS account
        WHERE account.cooperative_id = tenancy_current()
            AND account.role = 'cash' AND account.currency = %(currency)s
    ) AS cash_id,
    EXISTS (
        SELECT FROM ledger_entry AS entry
        WHERE entry.cooperative_id = tenancy_current() AND entry.idempotency_key = %(key)s
    ) AS is_posted,
    asked.id AS pending_id,
    asked.request_hash,
    decided.entry_id
FROM (VALUES (1)) AS always (one)
LEFT JOIN banking_pending AS asked
    ON asked.cooperative_id = tenancy_current() AND asked.idempotency_key = %(key)s
LEFT JOIN banking_decision AS decided
    ON decided.cooperative_id = tenancy_current() AND asked.id = decided.pending_id
