-- What is decided on an item waits for its amendments, is in the words adopted, and carries what follows from those
-- (INV-110, INV-121), whoever counted it.

-- As before, and while a verifiable ballot is on the item, from its set-up on: its words are on the ballot.
CREATE OR REPLACE FUNCTION assembly_motion_is_put(motion assembly_motion) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_votes_on(motion) AS own
        WHERE assembly_vote_stands(motion.cooperative_id, own.vote_id) = 'put'
    ) OR EXISTS (
        SELECT FROM assembly_items_of_motion(motion) AS known
        INNER JOIN assembly_ballot AS ballot ON known.item_id = ballot.item_id
        WHERE ballot.cooperative_id = motion.cooperative_id
            AND assembly_ballot_stands(ballot.cooperative_id, ballot.id) NOT IN ('counted', 'given_up')
    )
$$;

-- INV-110: an item is decided once no amendment waits, in the words as they stand, and not after it was withdrawn,
-- split, tabled or referred. Judged at the end, when the vote says whether it was on the item itself.
CREATE FUNCTION assembly_resolution_is_due(decided assembly_resolution) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT assembly_resolution_is_of_motion(decided.cooperative_id, decided.id) OR coalesce((
        SELECT
            decided.texts = assembly_motion_texts(motion.cooperative_id, motion.id)
            AND NOT assembly_motion_waits(motion.cooperative_id, motion.id)
            AND assembly_motion_stands(motion.cooperative_id, motion.id) IN ('moved', 'admitted', 'taken_up')
        FROM assembly_motion AS motion
        WHERE motion.cooperative_id = decided.cooperative_id
            AND motion.id = assembly_motion_of_item(decided.cooperative_id, decided.item_id)
    ), TRUE)
$$;

-- INV-121: of amended words follows what was chosen for them last.
CREATE FUNCTION assembly_resolution_carries(decided assembly_resolution) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT assembly_resolution_is_of_motion(decided.cooperative_id, decided.id) OR coalesce((
        SELECT (decided.effect, decided.effect_facts) = (chosen.effect, chosen.effect_facts)
        FROM (
            SELECT latest.* FROM assembly_amendedeffect AS latest
            WHERE latest.cooperative_id = decided.cooperative_id
                AND latest.motion_id = assembly_motion_of_item(decided.cooperative_id, decided.item_id)
            ORDER BY latest.version DESC LIMIT 1
        ) AS chosen
        WHERE chosen.texts = decided.texts
    ), TRUE)
$$;

CREATE FUNCTION assembly_resolution_is_as_moved() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    is_due boolean;
    carries boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    is_due := assembly_resolution_is_due(new);
    carries := assembly_resolution_carries(new);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF is_due IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-110: amendments are decided before what they amend' USING ERRCODE = 'RD110';
    END IF;
    IF carries IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-121: what follows from amended words was chosen for them' USING ERRCODE = 'RD121';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER resolution_is_as_moved AFTER INSERT ON assembly_resolution
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_resolution_is_as_moved();

-- INV-121: it is chosen for an item whose words were amended, in those words, before it is put and decided.
CREATE FUNCTION assembly_amended_effect_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    motion assembly_motion;
BEGIN
    SELECT * INTO motion FROM assembly_motion AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.motion_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(motion.meeting_id::text, 82));
    IF NOT assembly_motion_is_item(motion)
        OR assembly_motion_is_put(motion)
        OR assembly_motion_resolution(motion) IS NOT NULL
        OR new.texts <> assembly_motion_texts(motion.cooperative_id, motion.id)
        OR new.texts = (
            SELECT planned.texts FROM assembly_items_of_motion(motion) AS planned
            ORDER BY planned.plan DESC LIMIT 1
        )
        OR new.version <> 1 + (
            SELECT count(*) FROM assembly_amendedeffect AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.motion_id = new.motion_id
        )
    THEN
        RAISE EXCEPTION 'INV-121: what follows is chosen for amended words, before they are put'
            USING ERRCODE = 'RD121';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER amended_effect_arrives BEFORE INSERT ON assembly_amendedeffect
FOR EACH ROW EXECUTE FUNCTION assembly_amended_effect_arrives();

-- Whether a vote is on an item itself, and not on an amendment or another motion under it.
CREATE FUNCTION assembly_vote_is_on_item(of_cooperative uuid, of_vote uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_votemotion AS named
        WHERE named.cooperative_id = of_cooperative AND named.vote_id = of_vote
    )
$$;

-- INV-103 as before; who voted on an amendment on the floor has not voted on the item.
CREATE OR REPLACE FUNCTION assembly_ballot_participation_arrives() RETURNS trigger
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
            AND vote.item_id = own.item_id AND assembly_vote_is_on_item(vote.cooperative_id, vote.id)
            AND assembly_vote_stands(vote.cooperative_id, vote.id) IS DISTINCT FROM 'withdrawn'
    ) THEN
        RAISE EXCEPTION 'INV-103: this member voted on the item on the floor' USING ERRCODE = 'RD103';
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION assembly_participation_beside_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_item uuid;
BEGIN
    SELECT vote.item_id INTO of_item FROM assembly_vote AS vote
    WHERE vote.cooperative_id = new.cooperative_id AND vote.id = new.vote_id;
    -- Most items have no ballot, and their votes wait for nobody; nor do votes on what was moved under one.
    IF NOT assembly_vote_is_on_item(new.cooperative_id, new.vote_id) OR NOT EXISTS (
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
