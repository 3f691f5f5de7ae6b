-- Whoever looks at a holding to decide waits for who moves its shares, in the drawer that many_movements.sql locks.
CREATE FUNCTION capital_lock_holding(holder_id uuid, class_id uuid) RETURNS void
LANGUAGE sql
AS $$
    SELECT pg_advisory_xact_lock(51, hashtext($1::text || $2::text) & 1023)
$$;

-- INV-59, as it was, but for the lock.
CREATE OR REPLACE FUNCTION capital_waiting_is_held() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM capital_lock_holding(new.holder_id, new.class_id);
    IF (
        SELECT coalesce(sum(request.quantity), 0) FROM capital_redemptionrequest AS request
        LEFT JOIN capital_redemptionend AS ended
            ON ended.cooperative_id = request.cooperative_id AND ended.request_id = request.id
        WHERE request.cooperative_id = new.cooperative_id AND request.holder_id = new.holder_id
            AND request.class_id = new.class_id AND ended.request_id IS NULL
    ) > (
        SELECT coalesce(sum(moved.quantity), 0) FROM capital_sharemovement AS moved
        WHERE moved.cooperative_id = new.cooperative_id AND moved.holder_id = new.holder_id
            AND moved.class_id = new.class_id
    ) THEN
        RAISE EXCEPTION 'INV-59: what waits for repayment is held' USING ERRCODE = 'RD059';
    END IF;
    RETURN NULL;
END $$;
