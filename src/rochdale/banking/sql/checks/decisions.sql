-- INV-42: decisions by who asked, approvals without their entry, entries over the limit that nobody approved.
SELECT
    asked.id AS pending_id,
    decided.outcome,
    entry.id AS entry_id
FROM banking_pending AS asked
LEFT JOIN banking_decision AS decided
    ON decided.cooperative_id = tenancy_current() AND asked.id = decided.pending_id
LEFT JOIN ledger_entry AS entry
    ON entry.cooperative_id = tenancy_current() AND asked.idempotency_key = entry.idempotency_key
LEFT JOIN ledger_posting AS line
    ON line.cooperative_id = tenancy_current() AND entry.id = line.entry_id AND line.line = 1
WHERE asked.cooperative_id = tenancy_current()
    AND (
        decided.decided_by = asked.asked_by
        OR decided.entry_id IS DISTINCT FROM entry.id
        OR (decided.outcome = 'approved') IS DISTINCT FROM (entry.id IS NOT NULL)
        AND (decided.outcome IS NOT NULL OR entry.id IS NOT NULL)
        OR (asked.kind <> 'reversal' AND abs(line.amount_minor) <> asked.amount_minor)
    )
