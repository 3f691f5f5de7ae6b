-- What the database itself refuses of certificates, of the queue, and of shares of who has left.

-- What a certificate says and the seal before it, as one text to be sealed. The program seals with this alone.
CREATE FUNCTION capital_certificate_seal(
    cooperative_id uuid, number bigint, class_id uuid, holder_id uuid, quantity integer, issued_on date,
    movement_ids uuid [], code_hash bytea
) RETURNS bytea
LANGUAGE sql STABLE
AS $$
    SELECT
        sha256(
            convert_to(concat_ws('|', $1, $2, $3, $4, $5, $6, array_to_string($7, ','), encode($8, 'hex'), encode((
                SELECT before.seal FROM capital_certificate AS before
                WHERE before.cooperative_id = $1 AND before.number = $2 - 1
            ), 'hex')), 'UTF8')
        )
$$;

-- INV-57: a certificate says what its holder held that day; certificates count from 1 without a gap, each sealed.
CREATE FUNCTION capital_certificate_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.quantity <> (
        SELECT coalesce(sum(moved.quantity), 0) FROM capital_sharemovement AS moved
        WHERE moved.cooperative_id = new.cooperative_id AND moved.holder_id = new.holder_id
            AND moved.class_id = new.class_id AND moved.effective_on <= new.issued_on
    ) OR new.movement_ids IS DISTINCT FROM (
        SELECT array_agg(moved.id ORDER BY moved.id) FROM capital_sharemovement AS moved
        WHERE moved.cooperative_id = new.cooperative_id AND moved.holder_id = new.holder_id
            AND moved.class_id = new.class_id
    ) THEN
        RAISE EXCEPTION 'INV-57: a certificate says what its holder holds' USING ERRCODE = 'RD057';
    END IF;
    IF new.number <> (
        SELECT coalesce(max(known.number), 0) + 1 FROM capital_certificate AS known
        WHERE known.cooperative_id = new.cooperative_id
    ) OR new.seal <> capital_certificate_seal(
        new.cooperative_id, new.number, new.class_id, new.holder_id, new.quantity, new.issued_on,
        new.movement_ids, new.code_hash
    ) THEN
        RAISE EXCEPTION 'INV-57: certificates are numbered without a gap, and sealed' USING ERRCODE = 'RD057';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER certificate_arrives BEFORE INSERT ON capital_certificate
FOR EACH ROW EXECUTE FUNCTION capital_certificate_arrives();

-- INV-58: who has left gets no share, and takes none out of the queue.
CREATE FUNCTION capital_has_left(wanted_cooperative uuid, wanted_person uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        count(*) > 0 AND bool_and(line.left_on IS NOT NULL)
    FROM membership_member AS line
    WHERE line.cooperative_id = $1 AND line.person_id = $2
$$;

CREATE FUNCTION capital_shares_of_leavers() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_movements AS moved
        WHERE moved.quantity > 0 AND moved.cause NOT IN ('taken_over', 'reversal')
            AND capital_has_left(moved.cooperative_id, moved.holder_id)
    ) THEN
        RAISE EXCEPTION 'INV-58: who has left gets no share' USING ERRCODE = 'RD058';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER movements_of_leavers AFTER INSERT ON capital_sharemovement
REFERENCING NEW TABLE AS new_movements
FOR EACH STATEMENT EXECUTE FUNCTION capital_shares_of_leavers();

CREATE FUNCTION capital_request_is_withdrawn() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own capital_redemptionrequest;
BEGIN
    SELECT * INTO own FROM capital_redemptionrequest AS request
    WHERE request.cooperative_id = new.cooperative_id AND request.id = new.request_id;
    IF capital_has_left(own.cooperative_id, own.holder_id) AND own.quantity > (
        SELECT coalesce(sum(passed.quantity), 0) FROM (
            -- What heirs took that day, or was asked for again.
            SELECT -moved.quantity AS quantity FROM capital_sharemovement AS moved
            WHERE moved.cooperative_id = own.cooperative_id AND moved.holder_id = own.holder_id
                AND moved.class_id = own.class_id AND moved.cause = 'inheritance' AND moved.quantity < 0
                AND moved.recorded_on = new.ended_on
            UNION ALL
            SELECT later.quantity FROM capital_redemptionrequest AS later
            WHERE later.cooperative_id = own.cooperative_id AND later.holder_id = own.holder_id
                AND later.class_id = own.class_id AND later.place > own.place
        ) AS passed
    ) THEN
        RAISE EXCEPTION 'INV-58: shares of who has left wait until they are repaid' USING ERRCODE = 'RD058';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER request_withdrawn AFTER INSERT ON capital_redemptionend DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.outcome = 'withdrawn') EXECUTE FUNCTION capital_request_is_withdrawn();

-- INV-59: what waits for repayment is held, until it is repaid or the request is withdrawn.
CREATE FUNCTION capital_waiting_is_held() RETURNS trigger
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

CREATE CONSTRAINT TRIGGER waiting_is_held AFTER INSERT ON capital_redemptionrequest DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION capital_waiting_is_held();

CREATE CONSTRAINT TRIGGER waiting_stays AFTER INSERT ON capital_sharemovement DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.quantity < 0) EXECUTE FUNCTION capital_waiting_is_held();
