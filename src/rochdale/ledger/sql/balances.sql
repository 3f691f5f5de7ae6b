-- Balances at past dates, for the current cooperative, without reading an account's whole history.

-- The last booking date that is closed; nothing is ever booked on it or before it again.
CREATE FUNCTION ledger_closed_through() RETURNS date
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(max(booking_date), '-infinity'::date)
    FROM ledger_day
    WHERE cooperative_id = tenancy_current() AND closed_act_id IS NOT NULL
$$;

-- An account's balance at the end of a booking date: the last frozen balance, then the open days' tail.
CREATE FUNCTION ledger_balance_on(wanted_id uuid, on_date date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT
        coalesce((
            SELECT frozen.closing_minor FROM ledger_dailybalance AS frozen
            WHERE frozen.cooperative_id = tenancy_current()
                AND frozen.account_id = wanted_id AND frozen.booking_date <= on_date
            ORDER BY frozen.booking_date DESC LIMIT 1
        ), 0)
        + coalesce((
            SELECT sum(tail.amount_minor) FROM ledger_posting AS tail
            WHERE tail.cooperative_id = tenancy_current() AND tail.account_id = wanted_id
                AND tail.booking_date > ledger_closed_through() AND tail.booking_date <= on_date
        ), 0)::bigint
$$;

-- The same by value date (rule B-3): postings whose two dates stand on different sides of the day change sides.
CREATE FUNCTION ledger_value_balance_on(wanted_id uuid, on_date date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT
        ledger_balance_on(wanted_id, on_date)
        + coalesce((
            SELECT
                sum(
                    CASE
                        WHEN apart.value_date <= on_date AND apart.booking_date > on_date THEN apart.amount_minor
                        WHEN apart.value_date > on_date AND apart.booking_date <= on_date THEN -apart.amount_minor
                        ELSE 0
                    END
                )
            FROM ledger_posting AS apart
            WHERE apart.cooperative_id = tenancy_current() AND apart.account_id = wanted_id
                AND apart.value_date <> apart.booking_date
        ), 0)::bigint
$$;
