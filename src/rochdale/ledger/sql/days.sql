-- Days are opened after the last closed one, closed oldest first, and never opened again (INV-04, INV-08).

CREATE FUNCTION ledger_day_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ledger_books_key());
    IF new.closed_act_id IS NOT NULL OR new.booking_date <= ledger_closed_through() THEN
        PERFORM ledger_refuse(
            'RD004', 'INV-04: a day is opened after the last closed one', jsonb_build_object('day', new.booking_date)
        );
    END IF;
    RETURN new;
END $$;

CREATE FUNCTION ledger_day_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(ledger_books_key());
    IF old.closed_act_id IS NOT NULL OR new.closed_act_id IS NULL
        OR (new.cooperative_id, new.booking_date, new.opened_act_id)
        IS DISTINCT FROM (old.cooperative_id, old.booking_date, old.opened_act_id) THEN
        PERFORM ledger_refuse(
            'RD004', 'INV-04: a day is closed once', jsonb_build_object('day', old.booking_date)
        );
    END IF;
    RETURN new;
END $$;

-- Judged when the whole statement is done, because one statement may close several days.
CREATE FUNCTION ledger_days_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT day.booking_date INTO wrong
    FROM ledger_day AS day
    WHERE day.cooperative_id = tenancy_current() AND day.closed_act_id IS NULL
        AND day.booking_date < ledger_closed_through()
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD004', 'INV-04: days are closed oldest first', to_jsonb(wrong));
    END IF;
    SELECT entry.id INTO wrong
    FROM new_days AS day
    INNER JOIN ledger_entry AS entry
        ON entry.cooperative_id = day.cooperative_id AND entry.booking_date = day.booking_date
    LEFT JOIN ledger_entrynumber AS given
        ON given.cooperative_id = entry.cooperative_id AND given.entry_id = entry.id
    WHERE given.number IS NULL
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD008', 'INV-08: every entry of a closed day has its number', to_jsonb(wrong));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_numbers_arrive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT
        min(arrived.number) AS first_number,
        max(arrived.number) AS last_number,
        count(*) AS entries,
        (
            SELECT coalesce(max(known.number), 0) FROM ledger_entrynumber AS known
            WHERE known.cooperative_id = tenancy_current() AND known.number < min(arrived.number)
        ) AS before
    INTO wrong
    FROM new_numbers AS arrived;
    IF wrong.entries > 0
        AND (wrong.first_number <> wrong.before + 1 OR wrong.last_number <> wrong.before + wrong.entries) THEN
        PERFORM ledger_refuse('RD008', 'INV-08: entry numbers leave no gap', to_jsonb(wrong));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER arrives BEFORE INSERT ON ledger_day
FOR EACH ROW EXECUTE FUNCTION ledger_day_arrives();

CREATE TRIGGER changes BEFORE UPDATE ON ledger_day
FOR EACH ROW EXECUTE FUNCTION ledger_day_changes();

CREATE TRIGGER changed AFTER UPDATE ON ledger_day
REFERENCING NEW TABLE AS new_days
FOR EACH STATEMENT EXECUTE FUNCTION ledger_days_changed();

CREATE TRIGGER stays BEFORE DELETE ON ledger_day
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();

CREATE TRIGGER numbers_arrive AFTER INSERT ON ledger_entrynumber
REFERENCING NEW TABLE AS new_numbers
FOR EACH STATEMENT EXECUTE FUNCTION ledger_numbers_arrive();

-- A frozen balance is what the postings make it (INV-10), and a control account's is that of the accounts under
-- it (INV-09). Balances arrive for whole days, so they are judged day by day, by sets.
CREATE FUNCTION ledger_dailybalances_arrive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    wrong record;
BEGIN
    WITH moved AS (
        SELECT
            line.account_id,
            line.booking_date,
            sum(greatest(line.amount_minor, 0)) AS debit_minor,
            sum(greatest(-line.amount_minor, 0)) AS credit_minor
        FROM ledger_posting AS line
        WHERE line.cooperative_id = tenancy_current()
            AND line.booking_date > ledger_closed_through()
            AND line.booking_date <= (SELECT max(arrived.booking_date) FROM new_balances AS arrived)
        GROUP BY line.account_id, line.booking_date
    ),

    wanted AS (
        SELECT * FROM moved
        UNION ALL
        SELECT
            account.control_id,
            moved.booking_date,
            sum(moved.debit_minor),
            sum(moved.credit_minor)
        FROM moved
        INNER JOIN ledger_account AS account
            ON account.cooperative_id = tenancy_current() AND account.id = moved.account_id
        WHERE account.control_id IS NOT NULL
        GROUP BY account.control_id, moved.booking_date
    )

    SELECT
        coalesce(wanted.account_id, arrived.account_id) AS account_id,
        coalesce(wanted.booking_date, arrived.booking_date) AS booking_date
    INTO wrong
    FROM wanted
    FULL JOIN new_balances AS arrived
        ON arrived.account_id = wanted.account_id AND arrived.booking_date = wanted.booking_date
    WHERE (arrived.debit_minor, arrived.credit_minor) IS DISTINCT FROM (wanted.debit_minor, wanted.credit_minor)
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse(
            'RD010', 'INV-10, INV-09: a frozen balance is the sum of its postings', to_jsonb(wrong)
        );
    END IF;

    SELECT arrived.account_id, arrived.booking_date INTO wrong
    FROM new_balances AS arrived
    WHERE arrived.closing_minor <> arrived.debit_minor - arrived.credit_minor + coalesce((
        SELECT before.closing_minor FROM ledger_dailybalance AS before
        WHERE before.cooperative_id = arrived.cooperative_id
            AND before.account_id = arrived.account_id AND before.booking_date < arrived.booking_date
        ORDER BY before.booking_date DESC LIMIT 1
    ), 0)
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse(
            'RD010', 'INV-10: a frozen balance goes on from the one before', to_jsonb(wrong)
        );
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER dailybalances_arrive AFTER INSERT ON ledger_dailybalance
REFERENCING NEW TABLE AS new_balances
FOR EACH STATEMENT EXECUTE FUNCTION ledger_dailybalances_arrive();
