-- Locks of holdings, however many a statement moves: an import of a whole register has no room for one lock each.

-- Two desks that move the shares of one holder wait for each other, in one order everywhere; whoever moves those of
-- very many waits for everybody, and everybody for them.
CREATE FUNCTION capital_lock_holdings(names text []) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF cardinality(names) > 500 THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(tenancy_current()::text, 50));
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(tenancy_current()::text, 50));
    PERFORM pg_advisory_xact_lock(hashtextextended(name, 51)) FROM (SELECT unnest(names) AS name ORDER BY 1) AS each;
END $$;

-- As it was, but for its first statement.
CREATE OR REPLACE FUNCTION capital_movements_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM capital_lock_holdings(array_agg(DISTINCT moved.holder_id::text || moved.class_id::text))
    FROM new_movements AS moved;
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
        SELECT FROM new_movements AS moved
        INNER JOIN capital_sharemovement AS earlier
            ON earlier.cooperative_id = moved.cooperative_id AND earlier.entry_id = moved.entry_id
        WHERE earlier.id NOT IN (SELECT id FROM new_movements)
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
