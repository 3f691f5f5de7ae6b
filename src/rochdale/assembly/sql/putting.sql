-- INV-110: what is put to the vote, and when: amendments before what they amend, and that in the words adopted.

-- INV-110: what is put waits for no amendment, is in the words that adopted amendments made, and was not withdrawn,
-- split, tabled or referred; an amendment is to the wording as it stands. Judged at the end, when the vote says on
-- which motion it is.
CREATE FUNCTION assembly_vote_is_due(own assembly_vote) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(bool_and((
        assembly_motion_is_ready(motion)
        AND own.texts = assembly_motion_texts(motion.cooperative_id, motion.id)
        AND NOT assembly_motion_waits(motion.cooperative_id, motion.id)
        AND (motion.kind <> 'amendment' OR (
            SELECT wording.base = assembly_motion_texts(motion.cooperative_id, motion.parent_id)
                AND assembly_motion_is_ready(parent)
            FROM assembly_motionwording AS wording, assembly_motion AS parent
            WHERE wording.cooperative_id = motion.cooperative_id AND wording.motion_id = motion.id
                AND parent.cooperative_id = motion.cooperative_id AND parent.id = motion.parent_id
            ORDER BY wording.version DESC LIMIT 1
        ))
    ) IS TRUE), TRUE)
    FROM assembly_motion AS motion
    WHERE motion.cooperative_id = own.cooperative_id AND motion.id = coalesce(
        (
            SELECT named.motion_id FROM assembly_votemotion AS named
            WHERE named.cooperative_id = own.cooperative_id AND named.vote_id = own.id
        ),
        assembly_motion_of_item(own.cooperative_id, own.item_id)
    )
$$;

CREATE FUNCTION assembly_vote_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.id) = 'put' AND assembly_vote_is_due(new) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-110: amendments are voted before what they amend' USING ERRCODE = 'RD110';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER vote_is_due AFTER INSERT ON assembly_vote
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_vote_ends();

-- A vote names its motion when it is put, once.
CREATE FUNCTION assembly_vote_names() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_motion AS motion
        INNER JOIN assembly_vote AS own
            ON motion.cooperative_id = own.cooperative_id AND motion.meeting_id = own.meeting_id
        -- Of two plans the same item is that of the same titles.
        INNER JOIN assembly_agendaitem AS item
            ON own.cooperative_id = item.cooperative_id AND own.item_id = item.id
        INNER JOIN assembly_agendaitem AS under
            ON motion.cooperative_id = under.cooperative_id AND motion.item_id = under.id
                AND under.titles = item.titles
        WHERE motion.cooperative_id = new.cooperative_id AND motion.id = new.motion_id
            AND own.id = new.vote_id AND NOT assembly_motion_is_item(motion)
            AND assembly_vote_stands(own.cooperative_id, own.id) = 'put'
            AND NOT EXISTS (
                SELECT FROM assembly_participation AS voted
                WHERE voted.cooperative_id = own.cooperative_id AND voted.vote_id = own.id
            )
    ) THEN
        RAISE EXCEPTION 'INV-110: a vote is on a motion under its own item' USING ERRCODE = 'RD110';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER vote_names BEFORE INSERT ON assembly_votemotion
FOR EACH ROW EXECUTE FUNCTION assembly_vote_names();
