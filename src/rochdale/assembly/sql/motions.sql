-- Motions: who moves and seconds them (INV-109), and what is put when (INV-110).

-- Whether a motion is what an item of the agenda moves: made of the item, or admitted to the agenda before the meeting.
CREATE FUNCTION assembly_motion_is_item(motion assembly_motion) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT motion.kind = 'item' OR (motion.kind = 'motion' AND NOT motion.is_from_floor)
$$;

CREATE FUNCTION assembly_motion_stands(of_cooperative uuid, of_motion uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT step.kind FROM assembly_motionstep AS step
    WHERE step.cooperative_id = of_cooperative AND step.motion_id = of_motion
    ORDER BY step.place DESC LIMIT 1
$$;

CREATE FUNCTION assembly_motion_titles(of_cooperative uuid, of_motion uuid) RETURNS jsonb
LANGUAGE sql STABLE
AS $$
    SELECT wording.titles FROM assembly_motionwording AS wording
    WHERE wording.cooperative_id = of_cooperative AND wording.motion_id = of_motion
    ORDER BY wording.version DESC LIMIT 1
$$;

-- The items of a meeting, of every plan, that are a motion: those of its titles, the latest plan first.
CREATE FUNCTION assembly_items_of_motion(motion assembly_motion) RETURNS TABLE (
    item_id uuid, plan integer, texts jsonb
)
LANGUAGE sql STABLE
AS $$
    SELECT
        item.id,
        version.version,
        item.texts
    FROM assembly_meetingversion AS version
    INNER JOIN assembly_agendaitem AS item
        ON version.cooperative_id = item.cooperative_id AND version.id = item.version_id
    WHERE assembly_motion_is_item(motion)
        AND version.cooperative_id = motion.cooperative_id AND version.meeting_id = motion.meeting_id
        AND item.titles = assembly_motion_titles(motion.cooperative_id, motion.id)
    ORDER BY version.version DESC
$$;

-- The motion that an item is, if somebody made one of it; null while nobody did.
CREATE FUNCTION assembly_motion_of_item(of_cooperative uuid, of_item uuid) RETURNS uuid
LANGUAGE sql STABLE
AS $$
    SELECT motion.id
    FROM assembly_agendaitem AS item
    INNER JOIN assembly_meetingversion AS version
        ON item.cooperative_id = version.cooperative_id AND item.version_id = version.id
    INNER JOIN assembly_motion AS motion
        ON version.cooperative_id = motion.cooperative_id AND version.meeting_id = motion.meeting_id
    WHERE item.cooperative_id = of_cooperative AND item.id = of_item
        AND assembly_motion_is_item(motion)
        AND item.titles = assembly_motion_titles(motion.cooperative_id, motion.id)
        AND (motion.kind = 'item' OR EXISTS (
            SELECT FROM assembly_motionstep AS step
            WHERE step.cooperative_id = motion.cooperative_id AND step.motion_id = motion.id
                AND step.kind = 'admitted'
        ))
    ORDER BY motion.number LIMIT 1
$$;

-- The votes on a motion: those that name it, or those on its item that name none.
CREATE FUNCTION assembly_votes_on(motion assembly_motion) RETURNS TABLE (vote_id uuid)
LANGUAGE sql STABLE
AS $$
    SELECT named.vote_id FROM assembly_votemotion AS named
    WHERE named.cooperative_id = motion.cooperative_id AND named.motion_id = motion.id
    UNION ALL
    SELECT own.id
    FROM assembly_items_of_motion(motion) AS known
    INNER JOIN assembly_vote AS own ON known.item_id = own.item_id
    WHERE own.cooperative_id = motion.cooperative_id AND NOT EXISTS (
        SELECT FROM assembly_votemotion AS named
        WHERE named.cooperative_id = own.cooperative_id AND named.vote_id = own.id
    )
$$;

CREATE FUNCTION assembly_motion_is_put(motion assembly_motion) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_votes_on(motion) AS own
        WHERE assembly_vote_stands(motion.cooperative_id, own.vote_id) = 'put'
    )
$$;

-- Whether a resolution is on an amendment, a part or another motion under an item, and not on the item itself.
CREATE FUNCTION assembly_resolution_is_of_motion(of_cooperative uuid, of_resolution uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_voteoutcome AS outcome
        INNER JOIN assembly_votemotion AS named
            ON outcome.cooperative_id = named.cooperative_id AND outcome.vote_id = named.vote_id
        WHERE outcome.cooperative_id = of_cooperative AND outcome.resolution_id = of_resolution
    )
$$;

-- The resolution on a motion; null while there is none. That on an item may have been written without a vote here.
CREATE FUNCTION assembly_motion_resolution(motion assembly_motion) RETURNS uuid
LANGUAGE sql STABLE
AS $$
    SELECT decided.id FROM (
        SELECT outcome.resolution_id AS id
        FROM assembly_votes_on(motion) AS own
        INNER JOIN assembly_voteoutcome AS outcome
            ON outcome.cooperative_id = motion.cooperative_id AND own.vote_id = outcome.vote_id
        WHERE outcome.resolution_id IS NOT NULL
        UNION ALL
        SELECT resolution.id
        FROM assembly_items_of_motion(motion) AS known
        INNER JOIN assembly_resolution AS resolution ON known.item_id = resolution.item_id
        WHERE resolution.cooperative_id = motion.cooperative_id
            AND NOT assembly_resolution_is_of_motion(resolution.cooperative_id, resolution.id)
    ) AS decided LIMIT 1
$$;

-- Whether a motion may be put: it waits for a vote, was seconded enough, and, before the meeting, admitted.
CREATE FUNCTION assembly_motion_is_ready(motion assembly_motion) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT assembly_motion_stands(motion.cooperative_id, motion.id) IN ('moved', 'admitted', 'taken_up')
        AND (motion.is_from_floor OR motion.kind IN ('item', 'part') OR EXISTS (
            SELECT FROM assembly_motionstep AS step
            WHERE step.cooperative_id = motion.cooperative_id AND step.motion_id = motion.id
                AND step.kind = 'admitted'
        ))
        AND motion.seconds_needed <= (
            SELECT count(*) FROM assembly_motionsecond AS own
            WHERE own.cooperative_id = motion.cooperative_id AND own.motion_id = motion.id
        )
        AND assembly_motion_resolution(motion) IS NULL
$$;

-- Whether amendments of a motion wait for their vote.
CREATE FUNCTION assembly_motion_waits(of_cooperative uuid, of_motion uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_motion AS amendment
        WHERE amendment.cooperative_id = of_cooperative AND amendment.parent_id = of_motion
            AND amendment.kind = 'amendment' AND assembly_motion_is_ready(amendment)
    )
$$;

-- The wording of a motion as it stands: as the amendment that was adopted last made it, or else its own.
CREATE FUNCTION assembly_motion_texts(of_cooperative uuid, of_motion uuid) RETURNS jsonb
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(
        (
            SELECT resolution.texts
            FROM assembly_motion AS amendment
            INNER JOIN assembly_resolution AS resolution
                ON resolution.cooperative_id = amendment.cooperative_id
                AND resolution.id = assembly_motion_resolution(amendment)
            WHERE amendment.cooperative_id = of_cooperative AND amendment.parent_id = of_motion
                AND amendment.kind = 'amendment' AND resolution.is_adopted
            ORDER BY resolution.number DESC LIMIT 1
        ),
        (
            SELECT known.texts FROM assembly_motion AS motion, assembly_items_of_motion(motion) AS known
            WHERE motion.cooperative_id = of_cooperative AND motion.id = of_motion
            ORDER BY known.plan DESC LIMIT 1
        ),
        (
            SELECT wording.texts FROM assembly_motionwording AS wording
            WHERE wording.cooperative_id = of_cooperative AND wording.motion_id = of_motion
            ORDER BY wording.version DESC LIMIT 1
        )
    )
$$;

-- INV-110: an amendment is to a motion that is open; of the third degree there is none.
CREATE FUNCTION assembly_motion_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    parent assembly_motion;
    stands text := assembly_stands(new.cooperative_id, new.meeting_id);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF new.number <> 1 + coalesce(
        (
            SELECT max(known.number) FROM assembly_motion AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        ), 0
    )
        OR (new.kind IN ('motion', 'amendment', 'appeal') AND new.is_from_floor <> (stands = 'opened'))
        OR stands IN ('closed', 'cancelled')
        OR (new.item_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM assembly_agendaitem AS item
            INNER JOIN assembly_meetingversion AS version
                ON item.cooperative_id = version.cooperative_id AND item.version_id = version.id
            WHERE item.cooperative_id = new.cooperative_id AND item.id = new.item_id
                AND version.meeting_id = new.meeting_id
        ))
    THEN
        RAISE EXCEPTION 'INV-109: this motion is not of this meeting as it stands' USING ERRCODE = 'RD109';
    END IF;
    IF new.kind = 'amendment' THEN
        SELECT * INTO parent FROM assembly_motion AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.id = new.parent_id;
        IF parent.meeting_id IS DISTINCT FROM new.meeting_id
            OR assembly_motion_stands(parent.cooperative_id, parent.id) NOT IN ('moved', 'admitted', 'taken_up')
            OR assembly_motion_resolution(parent) IS NOT NULL
            OR assembly_motion_is_put(parent)
            OR (parent.kind = 'amendment' AND EXISTS (
                SELECT FROM assembly_motion AS above
                WHERE above.cooperative_id = parent.cooperative_id AND above.id = parent.parent_id
                    AND above.kind = 'amendment'
            ))
        THEN
            RAISE EXCEPTION 'INV-110: an amendment is to a motion that is open' USING ERRCODE = 'RD110';
        END IF;
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER motion_arrives BEFORE INSERT ON assembly_motion
FOR EACH ROW EXECUTE FUNCTION assembly_motion_arrives();

-- INV-109: what a member wrote stays; a language may be added. An amendment is worded anew where its motion changed.
CREATE FUNCTION assembly_wording_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    motion assembly_motion;
    before assembly_motionwording;
BEGIN
    SELECT * INTO motion FROM assembly_motion AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.motion_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(motion.meeting_id::text, 82));
    SELECT * INTO before FROM assembly_motionwording AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.motion_id = new.motion_id
    ORDER BY known.version DESC LIMIT 1;
    IF new.version <> coalesce(before.version, 0) + 1
        OR (motion.kind = 'amendment'
            AND new.base <> assembly_motion_texts(motion.cooperative_id, motion.parent_id))
        OR (before.id IS NOT NULL AND (
            assembly_motion_is_put(motion)
            OR assembly_motion_resolution(motion) IS NOT NULL
            OR NOT (
                (new.titles @> before.titles AND new.texts @> before.texts)
                OR (motion.kind = 'amendment' AND new.base <> before.base)
            )
        ))
    THEN
        RAISE EXCEPTION 'INV-109: the words of a motion are its author''s' USING ERRCODE = 'RD109';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER wording_arrives BEFORE INSERT ON assembly_motionwording
FOR EACH ROW EXECUTE FUNCTION assembly_wording_arrives();

-- INV-109: members second what others moved, once each, while it is open.
CREATE FUNCTION assembly_second_holds(second assembly_motionsecond) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT motion.member_id <> second.member_id
    FROM assembly_motion AS motion
    INNER JOIN membership_member AS line
        ON line.cooperative_id = motion.cooperative_id AND line.id = second.member_id
    WHERE motion.cooperative_id = second.cooperative_id AND motion.id = second.motion_id
        AND line.joined_on <= second.on_date AND (line.left_on > second.on_date) IS NOT FALSE
$$;

CREATE FUNCTION assembly_second_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(motion.meeting_id::text, 82))
    FROM assembly_motion AS motion
    WHERE motion.cooperative_id = new.cooperative_id AND motion.id = new.motion_id;
    IF assembly_second_holds(new) IS NOT TRUE
        OR assembly_motion_stands(new.cooperative_id, new.motion_id) IS DISTINCT FROM 'moved'
    THEN
        RAISE EXCEPTION 'INV-109: another member seconds a motion, while it is open' USING ERRCODE = 'RD109';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER second_arrives BEFORE INSERT ON assembly_motionsecond
FOR EACH ROW EXECUTE FUNCTION assembly_second_arrives();

-- INV-109: a motion is moved, then admitted with its seconders, and ended once; nothing happens to one that is put or
-- decided.
CREATE FUNCTION assembly_motion_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    motion assembly_motion;
    before text := assembly_motion_stands(new.cooperative_id, new.motion_id);
    places integer;
BEGIN
    SELECT * INTO motion FROM assembly_motion AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.motion_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(motion.meeting_id::text, 82));
    SELECT count(*) INTO places FROM assembly_motionstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.motion_id = new.motion_id;
    IF new.place <> places + 1 OR (CASE
        WHEN before IS NULL THEN new.kind = 'moved'
        WHEN new.kind = 'admitted' THEN before = 'moved' AND NOT motion.is_from_floor
            AND motion.seconds_needed <= (
                SELECT count(*) FROM assembly_motionsecond AS own
                WHERE own.cooperative_id = new.cooperative_id AND own.motion_id = new.motion_id
            )
        WHEN new.kind = 'refused' THEN before = 'moved' AND motion.member_id IS NOT NULL
        WHEN new.kind = 'taken_up' THEN before = 'tabled'
        WHEN new.kind = 'withdrawn' THEN before IN ('moved', 'admitted', 'taken_up', 'tabled')
        WHEN new.kind = 'split' THEN before IN ('moved', 'admitted', 'taken_up')
            AND motion.kind NOT IN ('amendment', 'appeal')
        ELSE new.kind IN ('tabled', 'referred') AND before IN ('moved', 'admitted', 'taken_up')
    END) IS NOT TRUE
        OR (before IS NOT NULL AND (
            assembly_motion_is_put(motion) OR assembly_motion_resolution(motion) IS NOT NULL
        ))
    THEN
        RAISE EXCEPTION 'INV-109: this does not follow what happened to the motion' USING ERRCODE = 'RD109';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER motion_step_arrives BEFORE INSERT ON assembly_motionstep
FOR EACH ROW EXECUTE FUNCTION assembly_motion_step_arrives();

-- INV-109: what was admitted before a meeting stands on the agenda that is called, in the words of its author.
CREATE FUNCTION assembly_treats_motions(of_cooperative uuid, of_meeting uuid, of_plan uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_motion AS motion
        INNER JOIN assembly_motionwording AS own
            ON motion.cooperative_id = own.cooperative_id AND motion.id = own.motion_id AND own.version = 1
        WHERE motion.cooperative_id = of_cooperative AND motion.meeting_id = of_meeting
            AND motion.kind = 'motion' AND NOT motion.is_from_floor
            AND assembly_motion_stands(motion.cooperative_id, motion.id) = 'admitted'
            AND NOT EXISTS (
                SELECT FROM assembly_agendaitem AS item
                WHERE item.cooperative_id = of_cooperative AND item.version_id = of_plan
                    AND item.titles = assembly_motion_titles(motion.cooperative_id, motion.id)
                    AND item.titles @> own.titles AND item.texts @> own.texts
            )
    )
$$;

CREATE FUNCTION assembly_step_treats_motions() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_treats_motions(new.cooperative_id, new.meeting_id, (
        SELECT plan.id FROM assembly_meetingversion AS plan
        WHERE plan.cooperative_id = new.cooperative_id AND plan.meeting_id = new.meeting_id
        ORDER BY plan.version DESC LIMIT 1
    )) THEN
        RAISE EXCEPTION 'INV-109: motions that were admitted stand on the agenda' USING ERRCODE = 'RD109';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_treats_motions BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'called') EXECUTE FUNCTION assembly_step_treats_motions();
