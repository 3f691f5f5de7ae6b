"""What the books must satisfy, re-read from the rows: each query answers with what differs, so with nothing."""

from rochdale.audit.checks import Check

CHECKS = [
    Check(
        "INV-03",
        "Do the postings of every entry sum to zero in each currency?",
        """
        SELECT entry_id, currency, sum(amount_minor) AS difference_minor
        FROM ledger_posting
        GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0
        """,
    ),
    Check(
        "INV-04",
        "Is every entry booked on a day of the books, and each closed day before each open one?",
        """
        SELECT entry.id AS entry_id, entry.booking_date
        FROM ledger_entry AS entry
        LEFT JOIN ledger_day AS day
            ON day.cooperative_id = entry.cooperative_id AND day.booking_date = entry.booking_date
        WHERE day.booking_date IS NULL
        UNION ALL
        SELECT opened_act_id, booking_date FROM ledger_day
        WHERE closed_act_id IS NULL AND booking_date <= ledger_closed_through()
        """,
    ),
    Check(
        "INV-05",
        "Is no posting on a control account, and is nothing left on a closed one?",
        """
        SELECT account.id AS account_id, account.state, sum(line.amount_minor) AS balance_minor
        FROM ledger_account AS account
        INNER JOIN ledger_posting AS line
            ON line.cooperative_id = account.cooperative_id AND line.account_id = account.id
        WHERE account.is_control OR account.state = 'closed'
        GROUP BY account.id, account.state, account.is_control
        HAVING account.is_control OR sum(line.amount_minor) <> 0
        """,
    ),
    Check(
        "INV-06",
        "Are holds and agreed overdrafts never negative, and does every account with a limit keep its balance?",
        """
        SELECT account.id AS account_id, kept.held_minor, kept.overdraft_minor
        FROM ledger_account AS account
        LEFT JOIN ledger_balance AS kept
            ON kept.cooperative_id = account.cooperative_id AND kept.account_id = account.id
        WHERE account.keeps_balance
            AND (kept.account_id IS NULL OR kept.held_minor < 0 OR kept.overdraft_minor < 0
                OR kept.side <> account.side)
        """,
    ),
    Check(
        "INV-07",
        "Has every posting an account of its cooperative, in the same currency?",
        """
        SELECT line.entry_id, line.line, line.account_id, line.currency, account.currency AS account_currency
        FROM ledger_posting AS line
        LEFT JOIN ledger_account AS account
            ON account.cooperative_id = line.cooperative_id AND account.id = line.account_id
        WHERE account.currency IS DISTINCT FROM line.currency
        """,
    ),
    Check(
        "INV-08",
        "Do the numbers of entries run from 1 without a gap, and has every entry of a closed day one?",
        """
        SELECT numbered.number::text AS found, numbered.place::text AS wanted
        FROM (
            SELECT number, row_number() OVER (ORDER BY number) AS place FROM ledger_entrynumber
        ) AS numbered
        WHERE numbered.number <> numbered.place
        UNION ALL
        SELECT entry.id::text, 'a number'
        FROM ledger_entry AS entry
        INNER JOIN ledger_day AS day
            ON day.cooperative_id = entry.cooperative_id AND day.booking_date = entry.booking_date
        LEFT JOIN ledger_entrynumber AS given
            ON given.cooperative_id = entry.cooperative_id AND given.entry_id = entry.id
        WHERE (day.closed_act_id IS NOT NULL) <> (given.number IS NOT NULL)
        """,
    ),
    Check(
        "INV-09",
        "Is each control account, on each closed day, the sum of the accounts under it, and the trial balance zero?",
        """
        WITH moved AS (
            SELECT account.control_id AS account_id, daily.booking_date,
                sum(daily.debit_minor) AS debit_minor, sum(daily.credit_minor) AS credit_minor
            FROM ledger_dailybalance AS daily
            INNER JOIN ledger_account AS account
                ON account.cooperative_id = daily.cooperative_id AND account.id = daily.account_id
            WHERE account.control_id IS NOT NULL
            GROUP BY account.control_id, daily.booking_date
        )
        SELECT account.id::text AS account, daily.booking_date, daily.debit_minor::text AS frozen,
            moved.debit_minor::text AS summed
        FROM ledger_account AS account
        INNER JOIN ledger_dailybalance AS daily
            ON daily.cooperative_id = account.cooperative_id AND daily.account_id = account.id
        FULL JOIN moved ON moved.account_id = account.id AND moved.booking_date = daily.booking_date
        WHERE (account.is_control OR account.id IS NULL) AND (
            daily.debit_minor IS DISTINCT FROM moved.debit_minor
            OR daily.credit_minor IS DISTINCT FROM moved.credit_minor
        )
        UNION ALL
        SELECT account.currency, daily.booking_date, sum(daily.debit_minor)::text, sum(daily.credit_minor)::text
        FROM ledger_dailybalance AS daily
        INNER JOIN ledger_account AS account
            ON account.cooperative_id = daily.cooperative_id AND account.id = daily.account_id
        WHERE NOT account.is_control
        GROUP BY account.currency, daily.booking_date
        HAVING sum(daily.debit_minor) <> sum(daily.credit_minor)
        """,
    ),
    Check(
        "INV-10",
        "Is every frozen daily balance the sum of the postings until then?",
        """
        WITH moved AS (
            SELECT line.account_id, line.booking_date,
                sum(greatest(line.amount_minor, 0)) AS debit_minor,
                sum(greatest(-line.amount_minor, 0)) AS credit_minor,
                sum(sum(line.amount_minor)) OVER (
                    PARTITION BY line.account_id ORDER BY line.booking_date
                ) AS closing_minor
            FROM ledger_posting AS line
            WHERE line.booking_date <= ledger_closed_through()
            GROUP BY line.account_id, line.booking_date
        ),
        frozen AS (
            SELECT daily.* FROM ledger_dailybalance AS daily
            INNER JOIN ledger_account AS account
                ON account.cooperative_id = daily.cooperative_id AND account.id = daily.account_id
            WHERE NOT account.is_control
        )
        SELECT coalesce(moved.account_id, frozen.account_id) AS account_id,
            coalesce(moved.booking_date, frozen.booking_date) AS booking_date,
            frozen.closing_minor AS frozen_minor, moved.closing_minor AS summed_minor
        FROM moved
        FULL JOIN frozen ON frozen.account_id = moved.account_id AND frozen.booking_date = moved.booking_date
        WHERE (frozen.debit_minor, frozen.credit_minor, frozen.closing_minor)
            IS DISTINCT FROM (moved.debit_minor, moved.credit_minor, moved.closing_minor)
        """,
    ),
    Check(
        "INV-11",
        "Is every kept balance the sum of its postings, and what is held the sum of its holds less what left them?",
        """
        WITH summed AS (
            SELECT account_id, sum(amount_minor) AS balance_minor FROM ledger_posting GROUP BY account_id
        ),
        gone AS (
            SELECT hold_id, sum(amount_minor) AS amount_minor FROM ledger_holdstep GROUP BY hold_id
        ),
        held AS (
            SELECT hold.account_id, sum(hold.amount_minor - coalesce(gone.amount_minor, 0)) AS held_minor
            FROM ledger_hold AS hold LEFT JOIN gone ON gone.hold_id = hold.id
            GROUP BY hold.account_id
        )
        SELECT kept.account_id, kept.balance_minor, summed.balance_minor AS summed_minor,
            kept.held_minor, held.held_minor AS summed_held_minor
        FROM ledger_balance AS kept
        LEFT JOIN summed ON summed.account_id = kept.account_id
        LEFT JOIN held ON held.account_id = kept.account_id
        WHERE kept.balance_minor <> coalesce(summed.balance_minor, 0)
            OR kept.held_minor <> coalesce(held.held_minor, 0)
        """,
    ),
    Check(
        "INV-12",
        "Is every idempotency key used once, with the hash of its request?",
        """
        SELECT idempotency_key, count(*) AS entries
        FROM ledger_entry
        GROUP BY idempotency_key HAVING count(*) > 1 OR bool_or(octet_length(request_hash) <> 32)
        """,
    ),
    Check(
        "INV-13",
        "Has every entry two postings or more, numbered from 1, its dates, and a recorded act?",
        """
        SELECT entry.id AS entry_id, count(line.line) AS postings
        FROM ledger_entry AS entry
        LEFT JOIN ledger_posting AS line
            ON line.cooperative_id = entry.cooperative_id AND line.entry_id = entry.id
            AND line.booking_date = entry.booking_date AND line.value_date = entry.value_date
        LEFT JOIN audit_act AS act ON act.cooperative_id = entry.cooperative_id AND act.id = entry.act_id
        GROUP BY entry.id, act.id
        HAVING count(line.line) < 2 OR max(line.line) <> count(line.line) OR min(line.line) <> 1 OR act.id IS NULL
        UNION ALL
        SELECT line.entry_id, count(*) FROM ledger_posting AS line
        LEFT JOIN ledger_entry AS entry
            ON entry.cooperative_id = line.cooperative_id AND entry.id = line.entry_id
        WHERE entry.id IS NULL OR entry.booking_date <> line.booking_date OR entry.value_date <> line.value_date
        GROUP BY line.entry_id
        """,
    ),
    Check(
        "INV-14",
        "Does every reversal mirror the entry that it reverses, line by line?",
        """
        SELECT reversal.id AS entry_id, reversal.reverses_id
        FROM ledger_entry AS reversal
        LEFT JOIN ledger_posting AS own
            ON own.cooperative_id = reversal.cooperative_id AND own.entry_id = reversal.id
        FULL JOIN (
            SELECT mirrored.* FROM ledger_posting AS mirrored
            WHERE EXISTS (
                SELECT FROM ledger_entry AS known
                WHERE known.cooperative_id = mirrored.cooperative_id AND known.reverses_id = mirrored.entry_id
            )
        ) AS original ON original.entry_id = reversal.reverses_id AND original.line = own.line
        WHERE (reversal.reverses_id IS NOT NULL OR reversal.id IS NULL)
            AND (own.account_id, own.amount_minor)
            IS DISTINCT FROM (original.account_id, -original.amount_minor)
        """,
    ),
]
