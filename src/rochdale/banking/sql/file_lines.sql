-- What moved on the accounts that a person may use on a day, as their owner counts it, account by account.
SELECT
    account.number,
    line.booking_date,
    line.value_date,
    entry.kind,
    entry.text,
    account.side * line.amount_minor AS own_minor,
    account.currency
FROM banking_holder AS holder
INNER JOIN ledger_account AS account
    ON account.cooperative_id = tenancy_current() AND holder.account_id = account.id
INNER JOIN ledger_posting AS line
    ON line.cooperative_id = tenancy_current() AND holder.account_id = line.account_id
INNER JOIN ledger_entry AS entry
    ON entry.cooperative_id = tenancy_current() AND line.entry_id = entry.id
WHERE
    holder.cooperative_id = tenancy_current()
    AND holder.person_id = %(person_id)s::uuid
    AND holder.since <= %(on)s::date AND (holder.until IS NULL OR holder.until > %(on)s::date)
ORDER BY account.number, line.booking_date, line.entry_id, line.line
LIMIT %(lines)s
