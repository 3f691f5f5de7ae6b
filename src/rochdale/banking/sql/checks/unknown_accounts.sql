-- INV-40: accounts below a control account that nobody is said to hold.
SELECT
    account.id AS account_id,
    account.number
FROM ledger_account AS account
LEFT JOIN banking_memberaccount AS held
    ON held.cooperative_id = tenancy_current() AND account.id = held.account_id
WHERE account.cooperative_id = tenancy_current()
    AND account.control_id IS NOT NULL
    AND held.account_id IS NULL
