-- INV-40: accounts of members that stand under another control account than that of their product.
SELECT
    held.account_id,
    held.product,
    account.number
FROM banking_memberaccount AS held
LEFT JOIN banking_product AS product
    ON product.cooperative_id = tenancy_current() AND held.product = product.code
LEFT JOIN ledger_account AS account
    ON account.cooperative_id = tenancy_current() AND held.account_id = account.id
LEFT JOIN ledger_account AS control
    ON control.cooperative_id = tenancy_current() AND account.control_id = control.id
WHERE held.cooperative_id = tenancy_current()
    AND (
        control.role IS DISTINCT FROM product.control_role
        OR account.owner_id IS DISTINCT FROM held.person_id
        OR NOT account.keeps_balance
    )
