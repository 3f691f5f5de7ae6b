-- Each day that touched these accounts, with what it left: frozen days, then the open days' tail.
SELECT
    frozen.account_id,
    frozen.booking_date,
    frozen.debit_minor,
    frozen.credit_minor,
    frozen.closing_minor
FROM ledger_dailybalance AS frozen
WHERE frozen.cooperative_id = %(cooperative_id)s
    AND frozen.account_id = any(%(account_ids)s)
    AND frozen.booking_date BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT
    tail.account_id,
    tail.booking_date,
    sum(greatest(tail.amount_minor, 0))::bigint AS debit_minor,
    sum(greatest(-tail.amount_minor, 0))::bigint AS credit_minor,
    ledger_balance_on(tail.account_id, tail.booking_date) AS closing_minor
FROM ledger_posting AS tail
WHERE tail.cooperative_id = %(cooperative_id)s
    AND tail.account_id = any(%(account_ids)s)
    AND tail.booking_date > ledger_closed_through()
    AND tail.booking_date BETWEEN %(first)s AND %(last)s
GROUP BY tail.account_id, tail.booking_date
ORDER BY 2, 1
