-- Whether an account has a limit, and so a balance of its own that can be held.
SELECT account_id FROM ledger_balance
WHERE cooperative_id = tenancy_current() AND account_id = %(account_id)s AND side = -1
