-- The same judgement as movements.sql, at a cost that grows with what comes in and not with its square.
CREATE OR REPLACE FUNCTION capital_movements_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    -- Two desks that move the shares of one holder wait for each other, in one order everywhere. Holders share a
    -- thousand locks: a register that is taken over has more holders than the server has room for locks.
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
