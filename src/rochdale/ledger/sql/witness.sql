-- What the database itself refuses in an entry, whoever writes it. Entries and their postings arrive in one
-- statement and are judged together, by sets: docs/decisions/0004. Plans are cached across calls of any size,
-- so they are held to index probes, which are never bad.

CREATE FUNCTION ledger_refuse(code text, invariant text, facts jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '%', invariant USING ERRCODE = code, DETAIL = facts::text;
END $$;

-- Postings hold this lock together; closing a day or changing what may be posted to an account holds it alone.
CREATE FUNCTION ledger_books_key() RETURNS bigint
LANGUAGE sql STABLE
AS $$ SELECT hashtextextended(tenancy_current()::text, 7) $$;

CREATE FUNCTION ledger_witness_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_material = off
AS $$
DECLARE
    wrong uuid;
BEGIN
    SELECT arrived.id INTO wrong
    FROM new_entries AS arrived
    WHERE NOT EXISTS (
        SELECT FROM ledger_posting AS line
        WHERE line.cooperative_id = arrived.cooperative_id AND line.entry_id = arrived.id AND line.line = 1
    )
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        PERFORM ledger_refuse('RD013', 'INV-13: an entry comes with its postings', jsonb_build_object('entry', wrong));
    END IF;

    SELECT acts.act_id INTO wrong
    FROM (SELECT DISTINCT arrived.cooperative_id, arrived.act_id FROM new_entries AS arrived) AS acts
    WHERE (
        SELECT true FROM audit_act AS act WHERE act.cooperative_id = acts.cooperative_id AND act.id = acts.act_id
    ) IS NULL
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        PERFORM ledger_refuse('RD013', 'INV-13: an entry refers to a recorded act', jsonb_build_object('act', wrong));
    END IF;

    -- A reversal has the lines of its entry with the signs turned, and nothing else.
    SELECT reversal.id INTO wrong
    FROM new_entries AS reversal
    WHERE reversal.reverses_id IS NOT NULL AND (
        EXISTS (
            SELECT mirrored.line, mirrored.account_id, -mirrored.amount_minor FROM ledger_posting AS mirrored
            WHERE mirrored.cooperative_id = reversal.cooperative_id AND mirrored.entry_id = reversal.reverses_id
            EXCEPT
            SELECT own.line, own.account_id, own.amount_minor FROM ledger_posting AS own
            WHERE own.cooperative_id = reversal.cooperative_id AND own.entry_id = reversal.id
        )
        OR (
            SELECT count(*) FROM ledger_posting AS own
            WHERE own.cooperative_id = reversal.cooperative_id AND own.entry_id = reversal.id
        ) <> (
            SELECT count(*) FROM ledger_posting AS mirrored
            WHERE mirrored.cooperative_id = reversal.cooperative_id AND mirrored.entry_id = reversal.reverses_id
        )
    )
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        PERFORM ledger_refuse('RD014', 'INV-14: a reversal mirrors its entry', jsonb_build_object('entry', wrong));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_witness_postings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_material = off
AS $$
DECLARE
    wrong record;
BEGIN
    -- A snapshot older than the lock could miss a day that was closed in between.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM ledger_refuse('RD013', 'INV-13: entries are posted at read committed', '{}'::jsonb);
    END IF;
    PERFORM pg_advisory_xact_lock_shared(ledger_books_key());

    SELECT arrived.entry_id INTO wrong
    FROM new_postings AS arrived
    GROUP BY arrived.entry_id, arrived.currency
    HAVING sum(arrived.amount_minor) <> 0
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD003', 'INV-03: postings sum to zero per currency', to_jsonb(wrong));
    END IF;

    -- Lines count from 1 without a gap, so that a line cannot be added to an entry later.
    SELECT whole.entry_id INTO wrong
    FROM (
        SELECT
            arrived.cooperative_id,
            arrived.entry_id,
            count(*) AS lines,
            min(arrived.line) AS first_line,
            max(arrived.line) AS last_line,
            min(arrived.booking_date) AS booked_first,
            max(arrived.booking_date) AS booked_last,
            min(arrived.value_date) AS valued_first,
            max(arrived.value_date) AS valued_last
        FROM new_postings AS arrived
        GROUP BY arrived.cooperative_id, arrived.entry_id
    ) AS whole
    LEFT JOIN ledger_entry AS entry
        ON entry.cooperative_id = whole.cooperative_id AND entry.id = whole.entry_id
    WHERE entry.id IS NULL
        OR whole.lines < 2 OR whole.first_line <> 1 OR whole.last_line <> whole.lines
        OR whole.booked_first <> entry.booking_date OR whole.booked_last <> entry.booking_date
        OR whole.valued_first <> entry.value_date OR whole.valued_last <> entry.value_date
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD013', 'INV-13: an entry comes whole, in one statement', to_jsonb(wrong));
    END IF;

    SELECT days.booking_date INTO wrong
    FROM (SELECT DISTINCT arrived.cooperative_id, arrived.booking_date FROM new_postings AS arrived) AS days
    LEFT JOIN ledger_day AS known
        ON known.cooperative_id = days.cooperative_id AND known.booking_date = days.booking_date
    WHERE known.booking_date IS NULL OR known.closed_act_id IS NOT NULL
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD004', 'INV-04: the day is not open', to_jsonb(wrong));
    END IF;

    SELECT touched.account_id, touched.currency, account.currency AS account_currency, account.state INTO wrong
    FROM (
        SELECT
            arrived.cooperative_id,
            arrived.account_id,
            arrived.currency,
            bool_or(arrived.amount_minor > 0) AS debited,
            bool_or(arrived.amount_minor < 0) AS credited
        FROM new_postings AS arrived
        GROUP BY arrived.cooperative_id, arrived.account_id, arrived.currency
    ) AS touched
    LEFT JOIN ledger_account AS account
        ON account.cooperative_id = touched.cooperative_id AND account.id = touched.account_id
    WHERE account.id IS NULL
        OR account.currency <> touched.currency
        OR account.is_control
        OR account.state IN ('closed', 'frozen')
        OR (account.state = 'debit_frozen' AND touched.debited)
        OR (account.state = 'credit_frozen' AND touched.credited)
    LIMIT 1;
    IF FOUND THEN
        IF wrong.account_currency <> wrong.currency THEN
            PERFORM ledger_refuse('RD007', 'INV-07: a posting has the currency of its account', to_jsonb(wrong));
        END IF;
        PERFORM ledger_refuse('RD005', 'INV-05: the account takes no such posting', to_jsonb(wrong));
    END IF;

    WITH change AS (
        SELECT
            arrived.cooperative_id,
            arrived.account_id,
            sum(arrived.amount_minor)::bigint AS amount
        FROM new_postings AS arrived
        GROUP BY arrived.cooperative_id, arrived.account_id
    ),

    moved AS (
        UPDATE ledger_balance AS kept SET balance_minor = kept.balance_minor + change.amount
        FROM change
        WHERE kept.cooperative_id = change.cooperative_id AND kept.account_id = change.account_id
        RETURNING
            kept.account_id,
            kept.side * kept.balance_minor - kept.held_minor + kept.overdraft_minor AS room,
            kept.side * change.amount AS growth
    )

    SELECT moved.account_id, moved.room, moved.growth INTO wrong
    FROM moved
    WHERE moved.room < 0 AND moved.growth < 0
    LIMIT 1;
    IF FOUND THEN
        PERFORM ledger_refuse('RD006', 'INV-06: the account does not hold as much', to_jsonb(wrong));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER witness_entries AFTER INSERT ON ledger_entry
REFERENCING NEW TABLE AS new_entries
FOR EACH STATEMENT EXECUTE FUNCTION ledger_witness_entries();

CREATE TRIGGER witness_postings AFTER INSERT ON ledger_posting
REFERENCING NEW TABLE AS new_postings
FOR EACH STATEMENT EXECUTE FUNCTION ledger_witness_postings();
