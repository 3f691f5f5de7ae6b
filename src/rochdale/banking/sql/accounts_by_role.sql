-- The accounts of the chart that the program finds by a role.
SELECT
    role,
    currency,
    id
FROM ledger_account
WHERE cooperative_id = tenancy_current() AND role <> ''
