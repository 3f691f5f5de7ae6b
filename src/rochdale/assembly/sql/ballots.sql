-- Verifiable ballots of meetings: step by step, a code for each who votes, one vote over all ways, and the outcome.

CREATE FUNCTION assembly_ballot_stands(of_cooperative uuid, of_ballot uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT step.kind FROM assembly_ballotstep AS step
    WHERE step.cooperative_id = of_cooperative AND step.ballot_id = of_ballot
    ORDER BY step.place DESC LIMIT 1
$$;

-- How many lines of a roll vote.
CREATE FUNCTION assembly_roll_votes(of_cooperative uuid, of_roll uuid) RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT count(*) FROM assembly_rollline AS line
    WHERE line.cooperative_id = of_cooperative AND line.roll_id = of_roll AND assembly_may_vote(line)
$$;

-- A ballot is on an item of its meeting, for those on its frozen roll; of an item one ballot at a time.
CREATE FUNCTION assembly_ballot_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF NOT EXISTS (
        SELECT FROM assembly_rollfreeze AS frozen
        INNER JOIN assembly_roll AS roll
            ON frozen.cooperative_id = roll.cooperative_id AND frozen.roll_id = roll.id
        WHERE frozen.cooperative_id = new.cooperative_id AND frozen.roll_id = new.roll_id
            AND roll.meeting_id = new.meeting_id
    ) OR NOT EXISTS (
        SELECT FROM assembly_agendaitem AS item
        INNER JOIN assembly_meetingversion AS version
            ON item.cooperative_id = version.cooperative_id AND item.version_id = version.id
        WHERE item.cooperative_id = new.cooperative_id AND item.id = new.item_id
            AND version.meeting_id = new.meeting_id
    ) OR new.entitled <> assembly_roll_votes(new.cooperative_id, new.roll_id)
    THEN
        RAISE EXCEPTION 'INV-102: a ballot is for those on the frozen roll of its meeting' USING ERRCODE = 'RD102';
    END IF;
    IF EXISTS (
        SELECT FROM assembly_ballot AS other
        WHERE other.cooperative_id = new.cooperative_id AND other.item_id = new.item_id
            AND assembly_ballot_stands(other.cooperative_id, other.id) IS DISTINCT FROM 'given_up'
    ) THEN
        RAISE EXCEPTION 'INV-101: an item has one ballot at a time' USING ERRCODE = 'RD101';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_arrives BEFORE INSERT ON assembly_ballot
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_arrives();

-- INV-101: the steps of a ballot follow one another, in time; it is opened with its trustees, and not after its window,
-- and closed not before the window ends.
CREATE FUNCTION assembly_ballot_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_ballotstep;
    own assembly_ballot;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    SELECT * INTO before FROM assembly_ballotstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.ballot_id = new.ballot_id
    ORDER BY step.place DESC LIMIT 1;
    SELECT * INTO own FROM assembly_ballot AS ballot
    WHERE ballot.cooperative_id = new.cooperative_id AND ballot.id = new.ballot_id;
    IF (CASE
        WHEN before.id IS NULL THEN new.place = 1 AND new.kind = 'set_up'
        ELSE new.place = before.place + 1 AND new.at >= before.at AND (before.kind, new.kind) IN (
            ('set_up', 'codes_made'), ('codes_made', 'opened'), ('opened', 'closed'), ('closed', 'shuffled'),
            ('closed', 'counted'), ('shuffled', 'counted'), ('set_up', 'given_up'), ('codes_made', 'given_up'),
            ('opened', 'given_up'), ('closed', 'given_up'), ('shuffled', 'given_up')
        )
    END) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-101: this does not follow what happened to the ballot' USING ERRCODE = 'RD101';
    END IF;
    IF (new.kind = 'opened' AND (new.at >= own.closes_at OR own.trustees_stated <> (
        SELECT count(*) FROM assembly_ballottrustee AS trustee
        WHERE trustee.cooperative_id = new.cooperative_id AND trustee.ballot_id = new.ballot_id
    ))) OR (new.kind = 'closed' AND new.at < own.closes_at) THEN
        RAISE EXCEPTION 'INV-101: a ballot is open in its window' USING ERRCODE = 'RD101';
    END IF;
    IF new.kind = 'codes_made' AND own.entitled <> (
        SELECT count(*) FROM assembly_ballotcredential AS code
        WHERE code.cooperative_id = new.cooperative_id AND code.ballot_id = new.ballot_id
    ) THEN
        RAISE EXCEPTION 'INV-102: everybody on the roll has one voting code' USING ERRCODE = 'RD102';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_step_arrives BEFORE INSERT ON assembly_ballotstep
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_step_arrives();

-- INV-102: a voting code belongs to a line of the roll that votes; after the codes are given out none is added.
CREATE FUNCTION assembly_ballot_code_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    IF assembly_ballot_stands(new.cooperative_id, new.ballot_id) IS DISTINCT FROM 'set_up'
        OR new.digest <> rtrim(encode(sha256(convert_to(new.credential, 'UTF8')), 'base64'), '=')
        OR NOT EXISTS (
            SELECT FROM assembly_ballot AS own
            INNER JOIN assembly_rollline AS line
                ON own.cooperative_id = line.cooperative_id AND own.roll_id = line.roll_id
            WHERE own.cooperative_id = new.cooperative_id AND own.id = new.ballot_id AND line.id = new.line_id
                AND assembly_may_vote(line)
        )
    THEN
        RAISE EXCEPTION 'INV-102: a voting code is for one who votes, and made with all others'
            USING ERRCODE = 'RD102';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_code_arrives BEFORE INSERT ON assembly_ballotcredential
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_code_arrives();

-- Whether an event is what its hash says, and follows the one before in the order that the protocol asks.
CREATE FUNCTION assembly_ballot_event_follows(event assembly_ballotevent, before assembly_ballotevent) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT
        event.head = encode(sha256(convert_to(event.text, 'UTF8')), 'hex')
        AND (event.text::jsonb ->> 'height')::integer = event.height
        AND event.text::jsonb ->> 'type' = event.kind
        AND event.text::jsonb ->> 'parent' IS NOT DISTINCT FROM before.head
        AND event.height = coalesce(before.height + 1, 0)
        AND event.text::jsonb ->> 'payload' IS NOT DISTINCT FROM
        CASE
            WHEN cardinality(event.parts) > 0
                THEN encode(sha256(convert_to(event.parts[cardinality(event.parts)], 'UTF8')), 'hex')
        END
        AND CASE
            WHEN before.kind IS NULL THEN event.kind = 'Setup'
            ELSE (before.kind, event.kind) IN (
                ('Setup', 'Ballot'), ('Setup', 'EndBallots'), ('Ballot', 'Ballot'), ('Ballot', 'EndBallots'),
                ('EndBallots', 'EncryptedTally'), ('EncryptedTally', 'Shuffle'), ('Shuffle', 'Shuffle'),
                ('Shuffle', 'EndShuffles'), ('EncryptedTally', 'PartialDecryption'),
                ('EndShuffles', 'PartialDecryption'), ('PartialDecryption', 'PartialDecryption'),
                ('PartialDecryption', 'Result')
            )
        END
$$;

-- Whether a ballot on the board names the code, and the code a line that voted on a device.
CREATE FUNCTION assembly_ballot_event_is_of_voter(event assembly_ballotevent) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        event.tracker = rtrim(encode(sha256(convert_to(event.parts[1], 'UTF8')), 'base64'), '=')
        AND event.digest = rtrim(
            encode(sha256(convert_to(event.parts[1]::jsonb ->> 'credential', 'UTF8')), 'base64'), '='
        )
        AND EXISTS (
            SELECT FROM assembly_ballotcredential AS code
            INNER JOIN assembly_ballotparticipation AS voted
                ON code.cooperative_id = voted.cooperative_id
                AND code.ballot_id = voted.ballot_id
                AND code.line_id = voted.line_id
            WHERE code.cooperative_id = event.cooperative_id AND code.ballot_id = event.ballot_id
                AND code.digest = event.digest AND voted.way = 'device'
        )
$$;

-- INV-101: the board only grows, each event names the one before, and a ballot comes in the window. The instant is told
-- by the transaction and not written: what everybody reads has an order and no time.
CREATE FUNCTION assembly_ballot_event_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_ballotevent;
    own assembly_ballot;
    stands text;
    instant timestamptz := nullif(current_setting('rochdale.vote_cast_at', TRUE), '')::timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    SELECT * INTO before FROM assembly_ballotevent AS event
    WHERE event.cooperative_id = new.cooperative_id AND event.ballot_id = new.ballot_id
    ORDER BY event.height DESC LIMIT 1;
    IF assembly_ballot_event_follows(new, before) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-101: an event names the one before, and what happened' USING ERRCODE = 'RD101';
    END IF;
    stands := assembly_ballot_stands(new.cooperative_id, new.ballot_id);
    SELECT * INTO own FROM assembly_ballot AS ballot
    WHERE ballot.cooperative_id = new.cooperative_id AND ballot.id = new.ballot_id;
    IF (CASE new.kind
        WHEN 'Setup' THEN stands = 'opened'
        WHEN 'Ballot' THEN stands = 'opened' AND instant >= own.opens_at AND instant < own.closes_at
            AND assembly_ballot_event_is_of_voter(new)
        WHEN 'PartialDecryption' THEN stands IN ('closed', 'shuffled')
        WHEN 'EndShuffles' THEN stands = 'shuffled'
        WHEN 'Result' THEN stands = 'counted'
        ELSE stands = 'closed'
    END) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-101: this does not belong on the board now' USING ERRCODE = 'RD101';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_event_arrives BEFORE INSERT ON assembly_ballotevent
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_event_arrives();

-- INV-103: who votes in a ballot, or is given a paper instead, stands on its roll and has not voted on the item on the
-- floor; and who has does not vote on the floor any more.
CREATE FUNCTION assembly_ballot_participation_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_ballot;
    stands text;
    instant timestamptz := nullif(current_setting('rochdale.vote_cast_at', TRUE), '')::timestamptz;
BEGIN
    SELECT * INTO own FROM assembly_ballot AS ballot
    WHERE ballot.cooperative_id = new.cooperative_id AND ballot.id = new.ballot_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(own.item_id::text || new.line_id::text, 103));
    stands := assembly_ballot_stands(new.cooperative_id, new.ballot_id);
    IF (CASE new.way
        WHEN 'device' THEN stands = 'opened' AND instant >= own.opens_at
        ELSE stands IN ('codes_made', 'opened')
    END AND instant < own.closes_at) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-103: the ballot is not open' USING ERRCODE = 'RD103';
    END IF;
    IF NOT EXISTS (
        SELECT FROM assembly_rollline AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.id = new.line_id
            AND line.roll_id = own.roll_id AND assembly_may_vote(line)
    ) THEN
        RAISE EXCEPTION 'INV-103: only who stands on the frozen roll votes' USING ERRCODE = 'RD103';
    END IF;
    IF EXISTS (
        SELECT FROM assembly_participation AS voted
        INNER JOIN assembly_vote AS vote
            ON voted.cooperative_id = vote.cooperative_id AND voted.vote_id = vote.id
        WHERE voted.cooperative_id = new.cooperative_id AND voted.line_id = new.line_id
            AND vote.item_id = own.item_id
            AND assembly_vote_stands(vote.cooperative_id, vote.id) IS DISTINCT FROM 'withdrawn'
    ) THEN
        RAISE EXCEPTION 'INV-103: this member voted on the item on the floor' USING ERRCODE = 'RD103';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_participation_arrives BEFORE INSERT ON assembly_ballotparticipation
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_participation_arrives();

CREATE FUNCTION assembly_participation_beside_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_item uuid;
BEGIN
    SELECT vote.item_id INTO of_item FROM assembly_vote AS vote
    WHERE vote.cooperative_id = new.cooperative_id AND vote.id = new.vote_id;
    -- Most items have no ballot, and their votes wait for nobody.
    IF NOT EXISTS (
        SELECT FROM assembly_ballot AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.item_id = of_item
    ) THEN
        RETURN new;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(of_item::text || new.line_id::text, 103));
    IF EXISTS (
        SELECT FROM assembly_ballotparticipation AS voted
        INNER JOIN assembly_ballot AS own
            ON voted.cooperative_id = own.cooperative_id AND voted.ballot_id = own.id
        WHERE voted.cooperative_id = new.cooperative_id AND voted.line_id = new.line_id
            AND own.item_id = of_item
            AND assembly_ballot_stands(own.cooperative_id, own.id) IS DISTINCT FROM 'given_up'
    ) THEN
        RAISE EXCEPTION 'INV-103: this member voted on the item in a ballot' USING ERRCODE = 'RD103';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER beside_ballot BEFORE INSERT ON assembly_participation
FOR EACH ROW EXECUTE FUNCTION assembly_participation_beside_ballot();

-- Tellers count the papers after the close.
CREATE FUNCTION assembly_ballot_papers_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    IF (assembly_ballot_stands(new.cooperative_id, new.ballot_id) IN ('closed', 'shuffled')) IS NOT TRUE
        OR NOT EXISTS (
            SELECT FROM assembly_floorofficer AS named
            INNER JOIN assembly_ballot AS own
                ON named.cooperative_id = own.cooperative_id AND named.meeting_id = own.meeting_id
            WHERE own.cooperative_id = new.cooperative_id AND own.id = new.ballot_id
                AND named.person_id = new.teller_id AND named.role = 'teller'
        )
    THEN
        RAISE EXCEPTION 'INV-104: tellers of the meeting count the papers, after the close' USING ERRCODE = 'RD104';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_papers_arrive BEFORE INSERT ON assembly_ballotpapercount
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_papers_arrive();

-- INV-104: an outcome is of as many voters as took part, and of the board that was published.
CREATE FUNCTION assembly_ballot_outcome_holds(outcome assembly_ballotoutcome) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        assembly_ballot_stands(outcome.cooperative_id, outcome.ballot_id) = 'counted'
        AND outcome.on_devices = (
            SELECT count(DISTINCT event.digest) FROM assembly_ballotevent AS event
            WHERE event.cooperative_id = outcome.cooperative_id AND event.ballot_id = outcome.ballot_id
        )
        AND (outcome.on_devices, outcome.on_paper) = (
            SELECT
                count(*) FILTER (WHERE voted.way = 'device'),
                count(*) FILTER (WHERE voted.way = 'paper')
            FROM assembly_ballotparticipation AS voted
            WHERE voted.cooperative_id = outcome.cooperative_id AND voted.ballot_id = outcome.ballot_id
        )
        AND EXISTS (
            SELECT FROM assembly_ballot AS own
            INNER JOIN assembly_election AS published
                ON own.cooperative_id = published.cooperative_id AND own.uuid = published.uuid
            INNER JOIN assembly_ballotevent AS last
                ON own.cooperative_id = last.cooperative_id
                AND own.id = last.ballot_id
                AND published.head = last.head
            WHERE own.cooperative_id = outcome.cooperative_id AND own.id = outcome.ballot_id
                AND published.id = outcome.election_id AND last.kind = 'Result'
                AND (outcome.resolution_id IS NULL OR EXISTS (
                    SELECT FROM assembly_resolution AS resolution
                    WHERE resolution.cooperative_id = own.cooperative_id
                        AND resolution.id = outcome.resolution_id
                        AND resolution.item_id = own.item_id
                        AND (resolution.yes, resolution.no, resolution.abstain) = (
                            (outcome.answered -> 0 -> 'counts' ->> 0)::integer,
                            (outcome.answered -> 0 -> 'counts' ->> 1)::integer,
                            (outcome.answered -> 0 -> 'counts' ->> 2)::integer
                        )
                ))
        )
$$;

CREATE FUNCTION assembly_ballot_outcome_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_ballot_outcome_holds(new) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-104: an outcome says what was opened and published' USING ERRCODE = 'RD104';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_outcome_arrives BEFORE INSERT ON assembly_ballotoutcome
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_outcome_arrives();
