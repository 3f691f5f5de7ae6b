-- INV-126: a meeting does not end while a vote is open that only its chair closes, and none is put after it ended: no
-- vote is taken then but in a window of its own (rule Q-36).

-- Whether at an instant a vote without a window was open in a meeting.
CREATE FUNCTION assembly_vote_is_left_open(
    of_cooperative uuid, of_meeting uuid, at_instant timestamptz
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_vote AS own
        INNER JOIN assembly_votestep AS put
            ON own.cooperative_id = put.cooperative_id AND own.id = put.vote_id
        WHERE own.cooperative_id = of_cooperative AND own.meeting_id = of_meeting AND own.closes_at IS NULL
            AND put.kind = 'put' AND put.at <= at_instant
            AND NOT EXISTS (
                SELECT FROM assembly_votestep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.vote_id = own.id
                    AND step.kind <> 'put' AND step.at <= at_instant
            )
    )
$$;

CREATE FUNCTION assembly_step_waits_for_votes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_is_left_open(new.cooperative_id, new.meeting_id, new.at) THEN
        RAISE EXCEPTION 'INV-126: a vote of this meeting is still open' USING ERRCODE = 'RD126';
    END IF;
    RETURN new;
END $$;

-- After the trigger that takes the meeting: those of one moment go by their names.
CREATE TRIGGER step_waits_for_votes BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind IN ('closed', 'cancelled')) EXECUTE FUNCTION assembly_step_waits_for_votes();

CREATE FUNCTION assembly_vote_is_put_in_meeting() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_meeting uuid;
BEGIN
    SELECT own.meeting_id INTO of_meeting FROM assembly_vote AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.id = new.vote_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(of_meeting::text, 82));
    IF assembly_stands(new.cooperative_id, of_meeting) IN ('closed', 'cancelled') THEN
        RAISE EXCEPTION 'INV-126: nothing is put to the vote after the meeting' USING ERRCODE = 'RD126';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER put_in_meeting BEFORE INSERT ON assembly_votestep
FOR EACH ROW WHEN (new.kind = 'put') EXECUTE FUNCTION assembly_vote_is_put_in_meeting();
