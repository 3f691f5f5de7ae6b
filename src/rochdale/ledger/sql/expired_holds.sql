-- Holds whose time is up, with what is left of them, their accounts locked lowest id first.
WITH kept AS MATERIALIZED (
    SELECT balance.account_id
    FROM ledger_balance AS balance
    WHERE balance.cooperative_id = %(cooperative_id)s
        AND balance.account_id IN (
            SELECT hold.account_id FROM ledger_hold AS hold
            WHERE hold.cooperative_id = %(cooperative_id)s AND hold.expires_at <= %(at)s
        )
    ORDER BY balance.account_id
    FOR NO KEY UPDATE
)

SELECT
    hold.id,
    (hold.amount_minor - coalesce(gone.amount_minor, 0))::bigint AS left_minor
FROM kept
INNER JOIN ledger_hold AS hold
    ON hold.cooperative_id = %(cooperative_id)s AND kept.account_id = hold.account_id
LEFT JOIN LATERAL (
    SELECT sum(step.amount_minor) AS amount_minor FROM ledger_holdstep AS step
    WHERE step.cooperative_id = %(cooperative_id)s AND step.hold_id = hold.id
) AS gone ON true
WHERE hold.expires_at <= %(at)s AND hold.amount_minor > coalesce(gone.amount_minor, 0)
ORDER BY hold.id
