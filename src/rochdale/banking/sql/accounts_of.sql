-- Accounts of members with what is on them: those that a person may use on a day, closed ones last; or one, by
-- its id or number, as its owner has it.
SELECT
    account.id,
    account.number,
    account.names,
    account.currency,
    account.side,
    account.state,
    held.product,
    holder.role,
    held.person_id,
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
    AND (
        (
            holder.person_id = %(person_id)s::uuid
            AND holder.since <= %(on)s::date AND (holder.until IS NULL OR holder.until > %(on)s::date)
        )
        OR (holder.role = 'owner' AND holder.account_id = %(account_id)s::uuid)
        OR (holder.role = 'owner' AND account.number = %(number)s)
    )
ORDER BY account.state = 'closed', product.position, account.number
