-- Freeze every open day through a date: numbers for its entries (INV-08), closing balances for what it touched
-- (INV-10), control accounts as the sum of the accounts under them (INV-09).
WITH closing AS (
    SELECT booking_date FROM ledger_day
    WHERE cooperative_id = %(cooperative_id)s AND closed_act_id IS NULL AND booking_date <= %(through)s
),

numbered AS (
    INSERT INTO ledger_entrynumber (cooperative_id, number, entry_id, booking_date)
    SELECT
        %(cooperative_id)s,
        (
            SELECT coalesce(max(known.number), 0) FROM ledger_entrynumber AS known
            WHERE known.cooperative_id = %(cooperative_id)s
        ) + row_number() OVER (ORDER BY entry.booking_date, entry.id),
        entry.id,
        entry.booking_date
    FROM closing
    INNER JOIN ledger_entry AS entry
        ON entry.cooperative_id = %(cooperative_id)s AND closing.booking_date = entry.booking_date
    RETURNING number, booking_date
),

moved AS (
    SELECT
        line.account_id,
        entry.booking_date,
        sum(greatest(line.amount_minor, 0)) AS debit_minor,
        sum(greatest(-line.amount_minor, 0)) AS credit_minor
    FROM closing
    INNER JOIN ledger_entry AS entry
        ON entry.cooperative_id = %(cooperative_id)s AND closing.booking_date = entry.booking_date
    INNER JOIN ledger_posting AS line
        ON line.cooperative_id = %(cooperative_id)s AND entry.id = line.entry_id
    GROUP BY line.account_id, entry.booking_date
),

everywhere AS (
    SELECT * FROM moved
    UNION ALL
    SELECT
        account.control_id,
        moved.booking_date,
        sum(moved.debit_minor),
        sum(moved.credit_minor)
    FROM moved
    INNER JOIN ledger_account AS account
        ON account.cooperative_id = %(cooperative_id)s AND moved.account_id = account.id
    WHERE account.control_id IS NOT NULL
    GROUP BY account.control_id, moved.booking_date
),

frozen AS (
    INSERT INTO ledger_dailybalance (
        cooperative_id, account_id, booking_date, debit_minor, credit_minor, closing_minor
    )
    SELECT
        %(cooperative_id)s,
        now_moved.account_id,
        now_moved.booking_date,
        now_moved.debit_minor,
        now_moved.credit_minor,
        coalesce(earlier.closing_minor, 0) + sum(now_moved.debit_minor - now_moved.credit_minor) OVER (
            PARTITION BY now_moved.account_id ORDER BY now_moved.booking_date
        )
    FROM everywhere AS now_moved
    LEFT JOIN LATERAL (
        SELECT before.closing_minor FROM ledger_dailybalance AS before
        WHERE before.cooperative_id = %(cooperative_id)s AND before.account_id = now_moved.account_id
        ORDER BY before.booking_date DESC LIMIT 1
    ) AS earlier ON true
    RETURNING account_id
)

SELECT
    closing.booking_date,
    min(numbered.number) AS first_number,
    max(numbered.number) AS last_number,
    (SELECT count(*) FROM frozen) AS balances_frozen
FROM closing
LEFT JOIN numbered ON closing.booking_date = numbered.booking_date
GROUP BY closing.booking_date
ORDER BY closing.booking_date
