-- INV-93: a seat has one holder at a time, and a person one seat of a body.
ALTER TABLE assembly_mandate ADD CONSTRAINT assembly_mandate_seat EXCLUDE USING gist (
    cooperative_id WITH =,
    seat_id WITH =,
    daterange(from_on, least(until_on, ended_on)) WITH &&
);
ALTER TABLE assembly_mandate ADD CONSTRAINT assembly_mandate_holder EXCLUDE USING gist (
    cooperative_id WITH =,
    body_id WITH =,
    person_id WITH =,
    daterange(from_on, least(until_on, ended_on)) WITH &&
);

-- Whether what a mandate comes from is there: a resolution that holds, an election on the agenda of a meeting that
-- was opened, or, before anything was decided here, the board as it was found.
CREATE FUNCTION assembly_mandate_has_source(mandate assembly_mandate) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT CASE mandate.source
        WHEN 'election' THEN EXISTS (
            SELECT FROM assembly_agendaitem AS item
            INNER JOIN assembly_meetingversion AS plan
                ON plan.cooperative_id = item.cooperative_id AND plan.id = item.version_id
            WHERE item.cooperative_id = mandate.cooperative_id AND item.id = mandate.item_id
                AND item.kind = 'election'
                AND assembly_stands(plan.cooperative_id, plan.meeting_id) IN ('opened', 'adjourned', 'closed')
        )
        WHEN 'taken_over' THEN NOT EXISTS (
            SELECT FROM assembly_resolution AS decided WHERE decided.cooperative_id = mandate.cooperative_id
        )
        ELSE EXISTS (
            SELECT FROM assembly_resolution AS decided
            INNER JOIN assembly_meeting AS meeting
                ON meeting.cooperative_id = decided.cooperative_id AND meeting.id = decided.meeting_id
            WHERE decided.cooperative_id = mandate.cooperative_id AND decided.id = mandate.resolution_id
                AND decided.effect = 'fill_seats' AND assembly_holds(decided.cooperative_id, decided.id)
                AND (mandate.source <> 'co_option' OR meeting.kind = 'board')
        )
    END
$$;

CREATE FUNCTION assembly_mandate_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    on_board boolean;
BEGIN
    SELECT body.kind = 'board' INTO on_board
    FROM assembly_seat AS seat
    INNER JOIN assembly_body AS body ON body.cooperative_id = seat.cooperative_id AND body.id = seat.body_id
    WHERE seat.cooperative_id = new.cooperative_id AND seat.id = new.seat_id AND seat.body_id = new.body_id
        AND seat.from_on <= new.from_on;
    IF on_board IS NULL OR new.ended_on IS NOT NULL OR NOT assembly_mandate_has_source(new) THEN
        RAISE EXCEPTION 'INV-93: a mandate is for a seat, and comes from a decision' USING ERRCODE = 'RD093';
    END IF;
    IF on_board <> (new.office_id IS NOT NULL) THEN
        RAISE EXCEPTION 'INV-94: a seat of the board gives the office of director' USING ERRCODE = 'RD094';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER mandate_arrives BEFORE INSERT ON assembly_mandate
FOR EACH ROW EXECUTE FUNCTION assembly_mandate_arrives();

CREATE FUNCTION assembly_mandate_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF to_jsonb(new) - '{ended_on,end_kind,end_words,end_resolution_id,ended_act_id}'::text[]
        <> to_jsonb(old) - '{ended_on,end_kind,end_words,end_resolution_id,ended_act_id}'::text[]
        OR old.ended_on IS NOT NULL OR new.ended_on IS NULL OR new.ended_act_id = old.act_id
    THEN
        RAISE EXCEPTION 'INV-93: of a mandate only its end is written later, once' USING ERRCODE = 'RD093';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER mandate_changes BEFORE UPDATE ON assembly_mandate
FOR EACH ROW EXECUTE FUNCTION assembly_mandate_changes();
CREATE TRIGGER mandate_stays BEFORE DELETE ON assembly_mandate
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER mandates_stay BEFORE TRUNCATE ON assembly_mandate
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();

-- INV-94: the office of director stands on a mandate of the same person, and both end on the same day. Who was in
-- office when the register of mandates began has the office from that day.
CREATE FUNCTION assembly_office_fits(of_cooperative uuid, of_office uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_mandate AS mandate
        INNER JOIN cooperatives_office AS held
            ON held.cooperative_id = mandate.cooperative_id AND held.id = mandate.office_id
        WHERE mandate.cooperative_id = of_cooperative AND mandate.office_id = of_office
            AND held.person_id = mandate.person_id AND held.office = 'director'
            AND held.since_on >= mandate.from_on
            AND (held.since_on = mandate.from_on OR mandate.source = 'taken_over')
            AND least(held.term_until_on, held.ended_on) = least(mandate.until_on, mandate.ended_on)
    )
$$;

CREATE FUNCTION assembly_keeps_mandates(of_cooperative uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_mandate AS known
        WHERE known.cooperative_id = of_cooperative AND known.office_id IS NOT NULL
    )
$$;

CREATE FUNCTION assembly_director_stands() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    fits boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    IF TG_TABLE_NAME = 'assembly_mandate' THEN
        fits := assembly_office_fits(new.cooperative_id, new.office_id);
    ELSE
        -- One that was given before mandates were kept here may end.
        fits := assembly_office_fits(new.cooperative_id, new.id) OR (TG_OP = 'UPDATE' AND NOT EXISTS (
            SELECT FROM assembly_mandate AS own
            WHERE own.cooperative_id = new.cooperative_id AND own.office_id = new.id
        ));
    END IF;
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF NOT fits THEN
        RAISE EXCEPTION 'INV-94: the office of director stands on a mandate' USING ERRCODE = 'RD094';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER director_stands AFTER INSERT OR UPDATE ON assembly_mandate
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.office_id IS NOT NULL) EXECUTE FUNCTION assembly_director_stands();
-- Whether mandates are kept is asked when the office is given, and whether one is there when the transaction ends.
CREATE CONSTRAINT TRIGGER director_arrives AFTER INSERT ON cooperatives_office
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.office = 'director' AND assembly_keeps_mandates(new.cooperative_id))
EXECUTE FUNCTION assembly_director_stands();
CREATE CONSTRAINT TRIGGER director_stands AFTER UPDATE ON cooperatives_office
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.office = 'director') EXECUTE FUNCTION assembly_director_stands();
