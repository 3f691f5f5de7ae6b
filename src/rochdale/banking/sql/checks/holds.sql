-- INV-43: operations that wait without their whole hold, and decided ones that still hold something.
SELECT
    asked.id AS pending_id,
    asked.hold_id,
    hold.amount_minor - coalesce(gone.amount_minor, 0) AS left_minor
FROM banking_pending AS asked
LEFT JOIN banking_decision AS decided
    ON decided.cooperative_id = tenancy_current() AND asked.id = decided.pending_id
LEFT JOIN ledger_hold AS hold
    ON hold.cooperative_id = tenancy_current() AND asked.hold_id = hold.id
LEFT JOIN LATERAL (
    SELECT sum(step.amount_minor) AS amount_minor
    FROM ledger_holdstep AS step
    WHERE step.cooperative_id = tenancy_current() AND step.hold_id = hold.id
) AS gone ON true
LEFT JOIN ledger_balance AS kept
    ON kept.cooperative_id = tenancy_current() AND asked.account_id = kept.account_id AND kept.side = -1
WHERE asked.cooperative_id = tenancy_current()
    AND (
        (asked.kind IN ('withdrawal', 'transfer') AND kept.account_id IS NOT NULL AND asked.hold_id IS NULL)
        OR (decided.pending_id IS NULL AND hold.amount_minor - coalesce(gone.amount_minor, 0) <> asked.amount_minor)
        OR (decided.pending_id IS NOT NULL AND hold.amount_minor <> coalesce(gone.amount_minor, 0))
    )
