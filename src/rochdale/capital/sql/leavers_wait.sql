-- INV-58: a membership does not end while redeemable shares of who leaves stand outside of the queue.

CREATE FUNCTION capital_refuse_unqueued(wanted_cooperative uuid, wanted_person uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF capital_has_left(wanted_cooperative, wanted_person) AND EXISTS (
        SELECT FROM capital_sharemovement AS moved
        INNER JOIN capital_shareclass AS own
            ON own.cooperative_id = moved.cooperative_id AND own.id = moved.class_id AND own.is_redeemable
        WHERE moved.cooperative_id = wanted_cooperative AND moved.holder_id = wanted_person
        GROUP BY moved.class_id
        HAVING sum(moved.quantity) > (
            SELECT coalesce(sum(request.quantity), 0) FROM capital_redemptionrequest AS request
            LEFT JOIN capital_redemptionend AS ended
                ON ended.cooperative_id = request.cooperative_id AND ended.request_id = request.id
            WHERE request.cooperative_id = wanted_cooperative AND request.holder_id = wanted_person
                AND request.class_id = moved.class_id AND ended.request_id IS NULL
        )
    ) THEN
        RAISE EXCEPTION 'INV-58: shares of who has left wait until they are repaid' USING ERRCODE = 'RD058';
    END IF;
END $$;

CREATE FUNCTION capital_leaver_waits() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM capital_refuse_unqueued(new.cooperative_id, new.person_id);
    RETURN NULL;
END $$;

CREATE FUNCTION capital_holder_waits() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM capital_refuse_unqueued(new.cooperative_id, new.holder_id);
    RETURN NULL;
END $$;

-- Deferred: the queue, and the shares of an older register, are written after the line by the same transaction.
CREATE CONSTRAINT TRIGGER leaver_waits AFTER INSERT ON membership_member
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.left_on IS NOT NULL) EXECUTE FUNCTION capital_leaver_waits();

CREATE CONSTRAINT TRIGGER leaver_waits_on_leaving AFTER UPDATE OF left_on ON membership_member
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.left_on IS NOT NULL AND old.left_on IS NULL) EXECUTE FUNCTION capital_leaver_waits();

-- Shares that come back to who has left, or are taken over for somebody of long ago.
CREATE CONSTRAINT TRIGGER returned_shares_wait AFTER INSERT ON capital_sharemovement
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.quantity > 0 AND new.cause IN ('taken_over', 'reversal'))
EXECUTE FUNCTION capital_holder_waits();
