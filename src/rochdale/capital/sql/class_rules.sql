-- INV-49: what a class of shares says binds: who may hold it, how much of it, whether it is repaid, and its return.

CREATE FUNCTION capital_part(fraction text) RETURNS numeric
LANGUAGE sql IMMUTABLE
AS $$
    SELECT split_part(fraction, '/', 1)::numeric / coalesce(nullif(split_part(fraction, '/', 2), ''), '1')::numeric
$$;

-- No higher than the by-laws of the day let it be; where they name no cap, as high as the class says.
CREATE FUNCTION capital_class_is_sound(
    open_to text [], holding_max integer, return_cap text, opened_on date
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        cardinality(open_to) > 0
        AND open_to <@ ARRAY['full', 'auxiliary', 'natural', 'organization']
        AND coalesce(holding_max > 0, TRUE)
        AND return_cap ~ '^[0-9]+/[1-9][0-9]*$'
        AND capital_part(return_cap) <= coalesce(
            capital_part(membership_bylaw('share_return_cap_fraction', opened_on) #>> '{}'), 'infinity'
        )
$$;

CREATE FUNCTION capital_class_opens() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF capital_class_is_sound(new.open_to, new.holding_max, new.return_cap, new.opened_on) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-49: no such class of shares by these by-laws' USING ERRCODE = 'RD049';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER class_opens BEFORE INSERT ON capital_shareclass
FOR EACH ROW EXECUTE FUNCTION capital_class_opens();

-- What an older register holds is taken over as it is, and a reversal gives back what was held before.
CREATE FUNCTION capital_holders_are_admitted() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT DISTINCT moved.cooperative_id, moved.class_id, moved.holder_id FROM new_movements AS moved
            WHERE moved.quantity > 0 AND moved.cause NOT IN ('taken_over', 'reversal')
        ) AS gains
        INNER JOIN capital_shareclass AS own
            ON own.cooperative_id = gains.cooperative_id AND own.id = gains.class_id
        WHERE NOT EXISTS (
            SELECT FROM membership_member AS line
            INNER JOIN membership_person AS person
                ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id
            WHERE line.cooperative_id = gains.cooperative_id AND line.person_id = gains.holder_id
                AND line.left_on IS NULL
                AND (line.member_class = ANY(own.open_to) OR person.kind = ANY(own.open_to))
        )
        OR own.holding_max < (
            SELECT sum(known.quantity) FROM capital_sharemovement AS known
            WHERE known.cooperative_id = gains.cooperative_id AND known.holder_id = gains.holder_id
                AND known.class_id = gains.class_id
        )
    ) THEN
        RAISE EXCEPTION 'INV-49: this class is not open to the holder, or not so far' USING ERRCODE = 'RD049';
    END IF;
    RETURN NULL;
END $$;

-- After the locks of movements_arrive: triggers of one kind run in the order of their names.
CREATE TRIGGER movements_of_the_admitted AFTER INSERT ON capital_sharemovement
REFERENCING NEW TABLE AS new_movements
FOR EACH STATEMENT EXECUTE FUNCTION capital_holders_are_admitted();

CREATE FUNCTION capital_request_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM capital_shareclass AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.class_id AND own.is_redeemable
    ) THEN
        RAISE EXCEPTION 'INV-49: shares of this class are not repaid' USING ERRCODE = 'RD049';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER request_arrives BEFORE INSERT ON capital_redemptionrequest
FOR EACH ROW EXECUTE FUNCTION capital_request_arrives();
