-- The accounts of the chart with their balances at the end of a booking date: frozen, then the open days' tail.
WITH tail AS (
    SELECT
        coalesce(account.control_id, account.id) AS account_id,
        sum(line.amount_minor) AS amount_minor
    FROM ledger_day AS day
    INNER JOIN ledger_entry AS entry
        ON entry.cooperative_id = %(cooperative_id)s AND day.booking_date = entry.booking_date
    INNER JOIN ledger_posting AS line
        ON line.cooperative_id = %(cooperative_id)s AND entry.id = line.entry_id
    INNER JOIN ledger_account AS account
        ON account.cooperative_id = %(cooperative_id)s AND line.account_id = account.id
    WHERE day.cooperative_id = %(cooperative_id)s
        AND day.closed_act_id IS NULL AND day.booking_date <= %(on_date)s
    GROUP BY 1
)

SELECT
    account.id,
    account.number,
    account.names,
    account.account_class,
    account.currency,
    account.is_control,
    (coalesce(frozen.closing_minor, 0) + coalesce(tail.amount_minor, 0))::bigint AS balance_minor
FROM ledger_account AS account
LEFT JOIN LATERAL (
    SELECT daily.closing_minor FROM ledger_dailybalance AS daily
    WHERE daily.cooperative_id = %(cooperative_id)s AND daily.account_id = account.id
        AND daily.booking_date <= %(on_date)s
    ORDER BY daily.booking_date DESC LIMIT 1
) AS frozen ON true
LEFT JOIN tail ON account.id = tail.account_id
WHERE account.cooperative_id = %(cooperative_id)s AND account.control_id IS NULL
ORDER BY account.number
