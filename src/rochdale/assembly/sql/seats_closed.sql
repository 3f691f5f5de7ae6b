-- Seats that a body has no more (INV-120).

CREATE FUNCTION assembly_seat_is_given(of_cooperative uuid, of_result uuid, of_seat uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_mandate AS given
        WHERE given.cooperative_id = of_cooperative AND given.result_id = of_result AND given.seat_id = of_seat
    )
$$;

-- Whether an election is to fill a seat: the last call of a meeting that is not over puts it and no mandate came of it,
-- or somebody is elected to it who has no mandate yet.
CREATE FUNCTION assembly_seat_is_put(of_cooperative uuid, of_seat uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_callseat AS put
        INNER JOIN assembly_nominationcall AS asked
            ON put.cooperative_id = asked.cooperative_id AND put.call_id = asked.id
        WHERE put.cooperative_id = of_cooperative AND put.seat_id = of_seat
            AND asked.id = (assembly_last_call(asked.cooperative_id, asked.meeting_id, asked.body_id)).id
            AND (
                assembly_stands(asked.cooperative_id, asked.meeting_id) NOT IN ('closed', 'cancelled')
                OR assembly_seats_voted_on(asked.cooperative_id, asked.meeting_id, asked.body_id, NULL) IS NOT NULL
            )
            AND NOT EXISTS (
                SELECT FROM assembly_resultseat AS seated
                INNER JOIN assembly_electionresult AS result
                    ON seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
                WHERE seated.cooperative_id = put.cooperative_id AND seated.seat_id = put.seat_id
                    AND result.meeting_id = asked.meeting_id
                    AND assembly_seat_is_given(seated.cooperative_id, seated.result_id, seated.seat_id)
            )
    ) OR EXISTS (
        SELECT FROM assembly_resultseat AS seated
        WHERE seated.cooperative_id = of_cooperative AND seated.seat_id = of_seat
            AND seated.nomination_id IS NOT NULL
            AND NOT assembly_seat_is_given(seated.cooperative_id, seated.result_id, seated.seat_id)
    )
$$;

-- INV-120: a seat is closed once, from a day on on which nobody holds it, and not while an election is to fill it.
CREATE FUNCTION assembly_seat_closing_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_seat;
BEGIN
    SELECT * INTO own FROM assembly_seat AS seat
    WHERE seat.cooperative_id = new.cooperative_id AND seat.id = new.seat_id;
    -- One change of a body after the other.
    PERFORM pg_advisory_xact_lock(hashtextextended(own.body_id::text, 93));
    IF new.from_on < own.from_on
        OR assembly_seat_is_put(new.cooperative_id, new.seat_id)
        OR EXISTS (
            SELECT FROM assembly_mandate AS held
            WHERE held.cooperative_id = new.cooperative_id AND held.seat_id = new.seat_id
                AND least(held.until_on, held.ended_on) > new.from_on
        )
    THEN
        RAISE EXCEPTION 'INV-120: a seat is closed that nobody holds and no election fills' USING ERRCODE = 'RD120';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER seat_closing_arrives BEFORE INSERT ON assembly_seatclosing
FOR EACH ROW EXECUTE FUNCTION assembly_seat_closing_arrives();

CREATE FUNCTION assembly_mandate_ends_by_closing() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.body_id::text, 93));
    IF EXISTS (
        SELECT FROM assembly_seatclosing AS closing
        WHERE closing.cooperative_id = new.cooperative_id AND closing.seat_id = new.seat_id
            AND closing.from_on < new.until_on
    ) THEN
        RAISE EXCEPTION 'INV-120: nobody holds a seat that is closed' USING ERRCODE = 'RD120';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER mandate_ends_by_closing BEFORE INSERT ON assembly_mandate
FOR EACH ROW EXECUTE FUNCTION assembly_mandate_ends_by_closing();

CREATE FUNCTION assembly_put_seat_stays() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(seat.body_id::text, 93))
    FROM assembly_seat AS seat
    WHERE seat.cooperative_id = new.cooperative_id AND seat.id = new.seat_id;
    IF EXISTS (
        SELECT FROM assembly_seatclosing AS closing
        WHERE closing.cooperative_id = new.cooperative_id AND closing.seat_id = new.seat_id
    ) THEN
        RAISE EXCEPTION 'INV-120: no election fills a seat that is closed' USING ERRCODE = 'RD120';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER put_seat_stays BEFORE INSERT ON assembly_callseat
FOR EACH ROW EXECUTE FUNCTION assembly_put_seat_stays();
