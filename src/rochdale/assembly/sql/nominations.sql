-- Nominations: which seats are put, who stands, step by step, and in which order.

CREATE FUNCTION assembly_last_call(of_cooperative uuid, of_meeting uuid, of_body uuid) RETURNS assembly_nominationcall
LANGUAGE sql STABLE
AS $$
    SELECT asked FROM assembly_nominationcall AS asked
    WHERE asked.cooperative_id = of_cooperative AND asked.meeting_id = of_meeting AND asked.body_id = of_body
    ORDER BY asked.version DESC LIMIT 1
$$;

CREATE FUNCTION assembly_nomination_stands(of_cooperative uuid, of_nomination uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT step.kind FROM assembly_nominationstep AS step
    WHERE step.cooperative_id = of_cooperative AND step.nomination_id = of_nomination
    ORDER BY step.place DESC LIMIT 1
$$;

-- Whether the seats of a body at a meeting were put to the vote, or given without one.
CREATE FUNCTION assembly_is_elected(of_cooperative uuid, of_meeting uuid, of_body uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_nominationcall AS asked
        INNER JOIN assembly_electionvote AS put
            ON asked.cooperative_id = put.cooperative_id AND asked.id = put.call_id
        WHERE asked.cooperative_id = of_cooperative AND asked.meeting_id = of_meeting AND asked.body_id = of_body
            AND assembly_vote_stands(put.cooperative_id, put.vote_id) <> 'withdrawn'
    ) OR EXISTS (
        SELECT FROM assembly_electionresult AS result
        WHERE result.cooperative_id = of_cooperative AND result.meeting_id = of_meeting AND result.body_id = of_body
    )
$$;

-- INV-106: the seats that are put belong to the body, and are vacant by the time or held until about then; the versions
-- follow one another, and the last stands once there was a vote.
CREATE FUNCTION assembly_call_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF new.version <> 1 + (
        SELECT count(*) FROM assembly_nominationcall AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
            AND known.body_id = new.body_id
    )
        OR assembly_stands(new.cooperative_id, new.meeting_id) IN ('closed', 'cancelled')
        OR assembly_is_elected(new.cooperative_id, new.meeting_id, new.body_id)
    THEN
        RAISE EXCEPTION 'INV-106: seats are put before they are voted on' USING ERRCODE = 'RD106';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER call_arrives BEFORE INSERT ON assembly_nominationcall
FOR EACH ROW EXECUTE FUNCTION assembly_call_arrives();

CREATE FUNCTION assembly_call_holds(asked assembly_nominationcall) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT asked.seats_stated = (
        SELECT count(*) FROM assembly_callseat AS put
        INNER JOIN assembly_seat AS seat
            ON put.cooperative_id = seat.cooperative_id AND put.seat_id = seat.id
        INNER JOIN assembly_meetingversion AS plan
            ON plan.cooperative_id = put.cooperative_id AND plan.meeting_id = asked.meeting_id
        WHERE put.cooperative_id = asked.cooperative_id AND put.call_id = asked.id AND seat.body_id = asked.body_id
            AND plan.version = (
                SELECT max(latest.version) FROM assembly_meetingversion AS latest
                WHERE latest.cooperative_id = plan.cooperative_id AND latest.meeting_id = plan.meeting_id
            )
            AND put.until_on > plan.held_on
            AND NOT EXISTS (
                SELECT FROM assembly_mandate AS held
                WHERE held.cooperative_id = seat.cooperative_id AND held.seat_id = seat.id
                    AND held.from_on <= plan.held_on AND held.source <> 'co_option'
                    AND least(held.until_on, held.ended_on) > plan.held_on + interval '1 year'
            )
    )
$$;

CREATE FUNCTION assembly_call_is_whole() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    holds boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    holds := assembly_call_holds(new);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-106: seats are put that end or are vacant, as many as are stated' USING ERRCODE = 'RD106';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER call_is_whole AFTER INSERT ON assembly_nominationcall
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_call_is_whole();

CREATE FUNCTION assembly_call_seat_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT count(*) FROM assembly_callseat AS put
        WHERE put.cooperative_id = new.cooperative_id AND put.call_id = new.call_id
    ) >= (
        SELECT asked.seats_stated FROM assembly_nominationcall AS asked
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.call_id
    ) THEN
        RAISE EXCEPTION 'INV-106: a call has the seats that it states' USING ERRCODE = 'RD106';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER call_seat_arrives BEFORE INSERT ON assembly_callseat
FOR EACH ROW EXECUTE FUNCTION assembly_call_seat_arrives();

-- INV-105: one is nominated for a group that has a seat, in time or from the floor, and stands once.
CREATE FUNCTION assembly_nomination_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    asked assembly_nominationcall;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    asked := assembly_last_call(new.cooperative_id, new.meeting_id, new.body_id);
    IF asked.id IS NULL
        OR new.number <> 1 + (
            SELECT count(*) FROM assembly_nomination AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
                AND known.body_id = new.body_id
        )
        OR (CASE
            WHEN new.is_from_floor THEN asked.is_open_to_floor
                AND assembly_stands(new.cooperative_id, new.meeting_id) = 'opened'
            ELSE new.on_date <= asked.closes_on
        END) IS NOT TRUE
        OR NOT EXISTS (
            SELECT FROM assembly_callseat AS put
            INNER JOIN assembly_seat AS seat
                ON put.cooperative_id = seat.cooperative_id AND put.seat_id = seat.id
            WHERE put.cooperative_id = new.cooperative_id AND put.call_id = asked.id
                AND seat.electoral_group = new.electoral_group
        )
        OR EXISTS (
            SELECT FROM assembly_nomination AS other
            WHERE other.cooperative_id = new.cooperative_id AND other.meeting_id = new.meeting_id
                AND other.body_id = new.body_id AND other.person_id = new.person_id
                AND assembly_nomination_stands(other.cooperative_id, other.id) NOT IN ('refused', 'withdrawn')
        )
    THEN
        RAISE EXCEPTION 'INV-105: one is nominated once, in time, for a seat that is put' USING ERRCODE = 'RD105';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER nomination_arrives BEFORE INSERT ON assembly_nomination
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_arrives();

-- Whether a nomination can no longer change: it is on a paper that is out, or was elected.
CREATE FUNCTION assembly_nomination_is_fixed(of_cooperative uuid, of_nomination uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_votecandidate AS listed
        WHERE listed.cooperative_id = of_cooperative AND listed.nomination_id = of_nomination
            AND assembly_vote_stands(listed.cooperative_id, listed.vote_id) = 'put'
    ) OR EXISTS (
        SELECT FROM assembly_resultseat AS seated
        WHERE seated.cooperative_id = of_cooperative AND seated.nomination_id = of_nomination
    )
$$;

CREATE FUNCTION assembly_nomination_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_nomination;
    before text;
    seconds bigint;
BEGIN
    SELECT * INTO own FROM assembly_nomination AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.nomination_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(own.meeting_id::text, 82));
    before := assembly_nomination_stands(new.cooperative_id, new.nomination_id);
    SELECT count(*) INTO seconds FROM assembly_nominationsecond AS second
    WHERE second.cooperative_id = new.cooperative_id AND second.nomination_id = new.nomination_id;
    IF new.place <> 1 + (
        SELECT count(*) FROM assembly_nominationstep AS step
        WHERE step.cooperative_id = new.cooperative_id AND step.nomination_id = new.nomination_id
    )
        OR (CASE
            WHEN before IS NULL THEN new.kind = 'proposed'
            WHEN before = 'proposed' THEN new.kind IN ('accepted', 'refused', 'withdrawn')
            WHEN before = 'accepted' THEN new.kind IN ('admitted', 'refused', 'withdrawn')
            WHEN before = 'admitted' THEN new.kind IN ('refused', 'withdrawn')
            -- An appeal that was granted, told with its words.
            WHEN before = 'refused' THEN new.kind = 'admitted' AND new.words <> '' AND EXISTS (
                SELECT FROM assembly_nominationstep AS step
                WHERE step.cooperative_id = new.cooperative_id AND step.nomination_id = new.nomination_id
                    AND step.kind = 'accepted'
            )
        END) IS NOT TRUE
        OR (new.kind = 'admitted' AND seconds < (
            assembly_last_call(own.cooperative_id, own.meeting_id, own.body_id)
        ).seconders_needed)
        OR assembly_nomination_is_fixed(new.cooperative_id, new.nomination_id)
    THEN
        RAISE EXCEPTION 'INV-105: this does not follow what happened to the nomination' USING ERRCODE = 'RD105';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_arrives BEFORE INSERT ON assembly_nominationstep
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_step_arrives();

CREATE FUNCTION assembly_nomination_second_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_nomination_stands(new.cooperative_id, new.nomination_id) NOT IN ('proposed', 'accepted')
        OR EXISTS (
            SELECT FROM assembly_nomination AS own
            WHERE own.cooperative_id = new.cooperative_id AND own.id = new.nomination_id
                AND new.person_id IN (own.person_id, own.proposer_id)
        )
    THEN
        RAISE EXCEPTION 'INV-105: others second a nomination, before it is checked' USING ERRCODE = 'RD105';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER second_arrives BEFORE INSERT ON assembly_nominationsecond
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_second_arrives();

CREATE FUNCTION assembly_photo_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.digest <> encode(sha256(new.content), 'hex') OR octet_length(new.content) = 0 THEN
        RAISE EXCEPTION 'INV-105: a photograph is what its hash says' USING ERRCODE = 'RD105';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER photo_arrives BEFORE INSERT ON assembly_candidatephoto
FOR EACH ROW EXECUTE FUNCTION assembly_photo_arrives();

-- The order is drawn after the last day, once, and before there is a vote.
CREATE FUNCTION assembly_drawing_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    asked assembly_nominationcall;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    asked := assembly_last_call(new.cooperative_id, new.meeting_id, new.body_id);
    IF asked.order IS DISTINCT FROM 'lot'
        OR assembly_is_elected(new.cooperative_id, new.meeting_id, new.body_id)
        OR NOT EXISTS (
            SELECT FROM audit_act AS act
            WHERE act.cooperative_id = new.cooperative_id AND act.id = new.act_id AND act.on_date > asked.closes_on
        )
    THEN
        RAISE EXCEPTION 'INV-105: the order is drawn after the last day' USING ERRCODE = 'RD105';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER drawing_arrives BEFORE INSERT ON assembly_candidatedrawing
FOR EACH ROW EXECUTE FUNCTION assembly_drawing_arrives();

-- INV-63: what was said for and against a candidacy, and its picture, go with the particulars of the person.
CREATE FUNCTION assembly_nomination_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    told jsonb := to_jsonb(new);
    about uuid [];
    said CONSTANT text [] := ARRAY['statements', 'interests', 'words', 'content', 'digest'];
BEGIN
    SELECT array_agg(own.person_id) INTO about FROM assembly_nomination AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.id = (told ->> 'nomination_id')::uuid;
    about := coalesce(about, ARRAY[(told ->> 'person_id')::uuid]);
    IF told - said <> to_jsonb(old) - said
        OR coalesce(told ->> 'words', '—') <> '—' OR coalesce(told ->> 'interests', '—') <> '—'
        OR coalesce(told -> 'statements', '{}') <> '{}' OR coalesce(told ->> 'content', '\x') <> '\x'
        OR coalesce(told ->> 'digest', '') <> ''
        OR NOT membership_is_blanked(new.cooperative_id, about) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON assembly_candidatestatement;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_candidatestatement
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_candidatestatement
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_blanks();
GRANT UPDATE (statements, interests) ON assembly_candidatestatement TO rochdale_app;

DROP TRIGGER append_only ON assembly_candidatephoto;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_candidatephoto
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_candidatephoto
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_blanks();
GRANT UPDATE (content, digest) ON assembly_candidatephoto TO rochdale_app;

DROP TRIGGER append_only ON assembly_nominationstep;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_nominationstep
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_nominationstep
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_blanks();
GRANT UPDATE (words) ON assembly_nominationstep TO rochdale_app;

DROP TRIGGER append_only ON assembly_candidatetraining;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_candidatetraining
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_candidatetraining
FOR EACH ROW EXECUTE FUNCTION assembly_nomination_blanks();
GRANT UPDATE (words) ON assembly_candidatetraining TO rochdale_app;
