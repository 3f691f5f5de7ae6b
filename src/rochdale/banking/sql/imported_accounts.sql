-- The accounts of members that were numbered elsewhere, by number.
SELECT
    account.number,
    account.id
FROM banking_memberaccount AS held
INNER JOIN ledger_account AS account
    ON held.cooperative_id = account.cooperative_id AND held.account_id = account.id
WHERE held.cooperative_id = tenancy_current() AND held.serial IS NULL
