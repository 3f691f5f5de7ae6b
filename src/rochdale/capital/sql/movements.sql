-- Whoever looks at a holding to decide waits for who moves its shares. Holders share a thousand locks: a register that
-- is taken over has more holders than the server has room for locks.
CREATE FUNCTION capital_lock_holding(holder_id uuid, class_id uuid) RETURNS void
LANGUAGE sql
AS $$
    SELECT pg_advisory_xact_lock(51, hashtext($1::text || $2::text) & 1023)
$$;

-- What the database itself refuses of share movements, judged for a whole statement at once. That each is carried
-- by its entry (INV-53) keeps their sums in step with the books (INV-52).
CREATE FUNCTION capital_movements_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    -- Two desks that move the shares of one holder wait for each other, in one order everywhere: the locks of
    -- capital_lock_holding.
    PERFORM pg_advisory_xact_lock(51, drawer.place)
    FROM (
        SELECT DISTINCT hashtext(holder_id::text || class_id::text) & 1023 AS place FROM new_movements ORDER BY 1
    ) AS drawer;
    IF EXISTS (
        SELECT FROM new_movements AS moved
        LEFT JOIN capital_shareclass AS own
            ON own.cooperative_id = moved.cooperative_id AND own.id = moved.class_id
        WHERE own.id IS NULL OR moved.amount_minor <> moved.quantity * own.par_minor
    ) THEN
        RAISE EXCEPTION 'INV-50: the amount of a movement is its quantity times par' USING ERRCODE = 'RD050';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT cooperative_id, holder_id, class_id FROM new_movements) AS touched
        CROSS JOIN LATERAL (
            SELECT sum(known.quantity) OVER (ORDER BY known.effective_on, known.quantity < 0, known.id) AS held
            FROM capital_sharemovement AS known
            WHERE known.cooperative_id = touched.cooperative_id AND known.holder_id = touched.holder_id
                AND known.class_id = touched.class_id
        ) AS running
        WHERE running.held < 0
    ) THEN
        RAISE EXCEPTION 'INV-51: nobody holds less than no share, on any day' USING ERRCODE = 'RD051';
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT moved.cooperative_id, moved.entry_id, moved.class_id, sum(moved.amount_minor) AS amount_minor
            FROM new_movements AS moved GROUP BY moved.cooperative_id, moved.entry_id, moved.class_id
        ) AS moved
        INNER JOIN capital_shareclass AS own
            ON own.cooperative_id = moved.cooperative_id AND own.id = moved.class_id
        WHERE moved.amount_minor <> -(
            SELECT coalesce(sum(posting.amount_minor), 0) FROM ledger_posting AS posting
            WHERE posting.cooperative_id = moved.cooperative_id AND posting.entry_id = moved.entry_id
                AND posting.account_id = own.account_id
        )
        OR NOT EXISTS (
            SELECT FROM ledger_posting AS posting
            WHERE posting.cooperative_id = moved.cooperative_id AND posting.entry_id = moved.entry_id
                AND posting.account_id = own.account_id
        )
    ) OR EXISTS (
        -- An entry is carried whole: each is asked once, however many movements it carries.
        SELECT FROM (
            SELECT moved.cooperative_id, moved.entry_id, count(*) AS movements FROM new_movements AS moved
            GROUP BY moved.cooperative_id, moved.entry_id
        ) AS moved
        WHERE moved.movements <> (
            SELECT count(*) FROM capital_sharemovement AS known
            WHERE known.cooperative_id = moved.cooperative_id AND known.entry_id = moved.entry_id
        )
    ) THEN
        RAISE EXCEPTION 'INV-53: a movement is carried by its entry, to the cent' USING ERRCODE = 'RD053';
    END IF;
    IF EXISTS (
        SELECT FROM new_movements AS moved
        INNER JOIN capital_sharemovement AS first
            ON first.cooperative_id = moved.cooperative_id AND first.id = moved.reverses_id
        WHERE first.reverses_id IS NOT NULL OR first.quantity <> -moved.quantity
            OR first.holder_id <> moved.holder_id OR first.class_id <> moved.class_id
    ) THEN
        RAISE EXCEPTION 'INV-55: a reversal mirrors its movement' USING ERRCODE = 'RD055';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER movements_arrive AFTER INSERT ON capital_sharemovement
REFERENCING NEW TABLE AS new_movements
FOR EACH STATEMENT EXECUTE FUNCTION capital_movements_arrive();

-- INV-56: no more is paid in on an issue than it costs, and never less than nothing.
CREATE FUNCTION capital_payments_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(touched.movement_id::text, 56))
    FROM (SELECT DISTINCT movement_id FROM new_payments ORDER BY 1) AS touched;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT cooperative_id, movement_id FROM new_payments) AS touched
        INNER JOIN capital_sharemovement AS issue
            ON issue.cooperative_id = touched.cooperative_id AND issue.id = touched.movement_id
        CROSS JOIN LATERAL (
            SELECT sum(known.amount_minor) AS paid_minor FROM capital_sharepayment AS known
            WHERE known.cooperative_id = touched.cooperative_id AND known.movement_id = touched.movement_id
        ) AS own
        WHERE own.paid_minor < 0 OR own.paid_minor > issue.amount_minor
    ) THEN
        RAISE EXCEPTION 'INV-56: what is paid in on an issue is between nothing and its cost'
            USING ERRCODE = 'RD056';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER payments_arrive AFTER INSERT ON capital_sharepayment
REFERENCING NEW TABLE AS new_payments
FOR EACH STATEMENT EXECUTE FUNCTION capital_payments_arrive();

-- INV-54: who asked first is repaid first.
CREATE FUNCTION capital_redemption_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own capital_redemptionrequest;
BEGIN
    SELECT * INTO own FROM capital_redemptionrequest AS request
    WHERE request.cooperative_id = new.cooperative_id AND request.id = new.request_id;
    IF new.outcome = 'paid' AND (
        EXISTS (
            SELECT FROM capital_redemptionrequest AS earlier
            WHERE earlier.cooperative_id = own.cooperative_id AND earlier.place < own.place
                AND NOT EXISTS (
                    SELECT FROM capital_redemptionend AS ended
                    WHERE ended.cooperative_id = earlier.cooperative_id AND ended.request_id = earlier.id
                )
        )
        OR NOT EXISTS (
            SELECT FROM capital_sharemovement AS moved
            WHERE moved.cooperative_id = own.cooperative_id AND moved.id = new.movement_id
                AND moved.holder_id = own.holder_id AND moved.class_id = own.class_id
                AND moved.quantity = -own.quantity AND moved.cause = 'redemption'
        )
    ) THEN
        RAISE EXCEPTION 'INV-54: who asked first is repaid first, what was asked' USING ERRCODE = 'RD054';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER redemption_ends BEFORE INSERT ON capital_redemptionend
FOR EACH ROW EXECUTE FUNCTION capital_redemption_ends();

-- INV-55: an entry that carries shares is reversed with them, or not at all.
CREATE FUNCTION capital_entry_is_reversed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM capital_sharemovement AS carried
        WHERE carried.cooperative_id = new.cooperative_id AND carried.entry_id = new.reverses_id
    ) AND NOT EXISTS (
        SELECT FROM capital_sharemovement AS turned
        WHERE turned.cooperative_id = new.cooperative_id AND turned.entry_id = new.id
    ) THEN
        RAISE EXCEPTION 'INV-55: an entry that carries shares is reversed with them' USING ERRCODE = 'RD055';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER shares_turn AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.reverses_id IS NOT NULL) EXECUTE FUNCTION capital_entry_is_reversed();
