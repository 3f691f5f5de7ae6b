-- The accounts that a person may use on a day, with what is on them; closed ones last.
SELECT
    account.id,
    account.number,
    account.names,
    account.currency,
    account.side,
    account.state,
    held.product,
    holder.role,
    held.opened_on,
    account.side * kept.balance_minor AS balance_minor,
    kept.held_minor,
    kept.overdraft_minor
FROM banking_holder AS holder
INNER JOIN banking_memberaccount AS held
    ON held.cooperative_id = tenancy_current() AND holder.account_id = held.account_id
INNER JOIN ledger_account AS account
    ON account.cooperative_id = tenancy_current() AND holder.account_id = account.id
INNER JOIN ledger_balance AS kept
    ON kept.cooperative_id = tenancy_current() AND holder.account_id = kept.account_id
INNER JOIN banking_product AS product
    ON product.cooperative_id = tenancy_current() AND held.product = product.code
WHERE holder.cooperative_id = tenancy_current()
    AND holder.person_id = %(person_id)s
    AND holder.since <= %(on)s AND (holder.until IS NULL OR holder.until > %(on)s)
ORDER BY account.state = 'closed', product.position, account.number
