-- Operations over the limit, oldest first: one, the one behind an entry, or those that nobody has decided on.
SELECT
    asked.id,
    asked.kind,
    asked.account_id,
    account.number,
    account.names,
    account.owner_id,
    asked.other_account_id,
    other.number AS other_number,
    other.names AS other_names,
    other.owner_id AS other_owner_id,
    asked.entry_id,
    asked.amount_minor,
    asked.threshold_minor,
    asked.currency,
    asked.text,
    asked.reason,
    asked.bylaw_version,
    asked.asked_by,
    asked.asked_at,
    act.authority,
    decided.outcome,
    decided.reason AS decided_because,
    decided.decided_by,
    decided.decided_at,
    decided.entry_id AS posted_id,
    count(*) OVER () AS operations
FROM banking_pending AS asked
INNER JOIN ledger_account AS account
    ON account.cooperative_id = tenancy_current() AND asked.account_id = account.id
INNER JOIN audit_act AS act
    ON act.cooperative_id = tenancy_current() AND asked.act_id = act.id
LEFT JOIN ledger_account AS other
    ON other.cooperative_id = tenancy_current() AND asked.other_account_id = other.id
LEFT JOIN banking_decision AS decided
    ON decided.cooperative_id = tenancy_current() AND asked.id = decided.pending_id
WHERE asked.cooperative_id = tenancy_current()
    AND (
        asked.id = %(pending_id)s::uuid
        OR decided.entry_id = %(posted_id)s::uuid
        OR (%(is_open)s AND decided.pending_id IS NULL)
    )
ORDER BY asked.asked_at, asked.id
LIMIT %(limit)s
