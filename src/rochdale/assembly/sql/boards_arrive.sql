-- INV-88: of a vote that is published the verdict is kept, and every event of its board, once and whole.

-- What somebody looks for in this transaction: the number of a ballot, or a head; null, so nothing, until it is set.
CREATE FUNCTION assembly_sought() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('rochdale.sought', true), '') $$;

-- A tracking number and a head are public, and say where they are from to whoever has them; nothing is listed by this.
CREATE POLICY sought ON assembly_boardevent FOR SELECT
USING (number = (SELECT assembly_sought()) OR head = (SELECT assembly_sought()));

CREATE FUNCTION assembly_board_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_events AS arrived
        INNER JOIN assembly_verdict AS verdict
            ON verdict.cooperative_id = arrived.cooperative_id AND verdict.election_id = arrived.election_id
    ) THEN
        RAISE EXCEPTION 'INV-88: after its verdict nothing is added to a board' USING ERRCODE = 'RD088';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER board_arrives AFTER INSERT ON assembly_boardevent
REFERENCING NEW TABLE AS new_events
FOR EACH STATEMENT EXECUTE FUNCTION assembly_board_arrives();

-- Whether the board of a vote has so many events and ballots, no gap in its heights, and the vote's head at its end.
CREATE FUNCTION assembly_board_is_whole(
    wanted_cooperative uuid, wanted_election uuid, events integer, received integer
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        count(*) = $3
        AND max(event.height) = $3 - 1
        AND count(event.tracker) = $4
        AND count(*) FILTER (WHERE event.height = $3 - 1 AND event.head = election.head) = 1
    FROM assembly_election AS election
    INNER JOIN assembly_boardevent AS event
        ON event.cooperative_id = election.cooperative_id AND event.election_id = election.id
    WHERE election.cooperative_id = $1 AND election.id = $2
$$;

CREATE FUNCTION assembly_verdict_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_board_is_whole(new.cooperative_id, new.election_id, new.events, new.received) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-88: a verdict is kept with the whole board' USING ERRCODE = 'RD088';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER verdict_arrives AFTER INSERT ON assembly_verdict
FOR EACH ROW EXECUTE FUNCTION assembly_verdict_arrives();

-- Votes from before verdicts were kept have none, and are verified when somebody looks.
CREATE FUNCTION assembly_election_is_judged() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_verdict AS verdict
        WHERE verdict.cooperative_id = new.cooperative_id AND verdict.election_id = new.id
    ) THEN
        RAISE EXCEPTION 'INV-88: a vote is published with its verdict' USING ERRCODE = 'RD088';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER election_is_judged AFTER INSERT ON assembly_election DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION assembly_election_is_judged();
