-- For each class: the register on a day, the movements recorded until then, and what its account carries.
SELECT
    own.id,
    coalesce(moved.effective_shares, 0) AS effective_shares,
    coalesce(moved.recorded_shares, 0) AS recorded_shares,
    coalesce(moved.recorded_minor, 0) AS recorded_minor,
    -ledger_balance_on(own.account_id, %(on)s) AS books_minor
FROM capital_shareclass AS own
LEFT JOIN (
    SELECT
        known.class_id,
        sum(known.quantity) FILTER (WHERE known.effective_on <= %(on)s) AS effective_shares,
        sum(known.quantity) FILTER (WHERE known.recorded_on <= %(on)s) AS recorded_shares,
        sum(known.amount_minor) FILTER (WHERE known.recorded_on <= %(on)s) AS recorded_minor
    FROM capital_sharemovement AS known
    WHERE known.cooperative_id = tenancy_current()
    GROUP BY known.class_id
) AS moved ON own.id = moved.class_id
WHERE own.cooperative_id = tenancy_current()
ORDER BY own.opened_on, own.code
