-- The closing balances that a bank printed, beside those that our closed days froze, where the two differ.
-- An owner's balance is the debt of ours, turned. A day that touched nothing closes as the one before it.
SELECT
    printed.account_id,
    printed.booking_date,
    printed.closing_minor,
    -coalesce(frozen.closing_minor, 0) AS own_minor
FROM unnest(%(account_id)s::uuid[], %(booking_date)s::date[], %(closing_minor)s::bigint[])
    AS printed (account_id, booking_date, closing_minor)
LEFT JOIN LATERAL (
    SELECT kept.closing_minor FROM ledger_dailybalance AS kept
    WHERE kept.cooperative_id = tenancy_current() AND kept.account_id = printed.account_id
        AND kept.booking_date <= printed.booking_date
    ORDER BY kept.booking_date DESC LIMIT 1
) AS frozen ON TRUE
WHERE printed.closing_minor <> -coalesce(frozen.closing_minor, 0)
ORDER BY printed.booking_date, printed.account_id
