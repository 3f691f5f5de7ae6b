-- INV-128: an item of a meeting is decided once, also where the meeting was planned anew between two sittings: of two
-- plans the same item is that of the same titles.

-- The resolutions on an item itself, or on the same item of another plan of its meeting.
CREATE FUNCTION assembly_item_resolutions(of_cooperative uuid, of_item uuid) RETURNS SETOF assembly_resolution
LANGUAGE sql STABLE
AS $$
    SELECT resolution.*
    FROM assembly_agendaitem AS own
    INNER JOIN assembly_meetingversion AS plan
        ON own.cooperative_id = plan.cooperative_id AND own.version_id = plan.id
    INNER JOIN assembly_resolution AS resolution
        ON plan.cooperative_id = resolution.cooperative_id AND plan.meeting_id = resolution.meeting_id
    INNER JOIN assembly_agendaitem AS decided
        ON resolution.cooperative_id = decided.cooperative_id AND resolution.item_id = decided.id
    WHERE own.cooperative_id = of_cooperative AND own.id = of_item
        AND (decided.id = own.id OR (decided.version_id <> own.version_id AND decided.titles = own.titles))
        AND NOT assembly_resolution_is_of_motion(resolution.cooperative_id, resolution.id)
$$;

-- Judged at the end, when it is said whether a vote or a resolution is on the item itself or on a motion under it.
CREATE FUNCTION assembly_item_is_decided_once() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    decided integer;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    IF tg_table_name = 'assembly_vote' THEN
        SELECT count(*) INTO decided
        FROM assembly_item_resolutions(new.cooperative_id, new.item_id) AS known
        WHERE NOT EXISTS (
            SELECT FROM assembly_votemotion AS named
            WHERE named.cooperative_id = new.cooperative_id AND named.vote_id = new.id
        ) AND NOT EXISTS (
            SELECT FROM assembly_voteoutcome AS own
            WHERE own.cooperative_id = new.cooperative_id AND own.vote_id = new.id
                AND own.resolution_id = known.id
        );
    ELSE
        SELECT count(*) INTO decided
        FROM assembly_item_resolutions(new.cooperative_id, new.item_id) AS known
        WHERE known.id <> new.id AND NOT assembly_resolution_is_of_motion(new.cooperative_id, new.id);
    END IF;
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF decided > 0 THEN
        RAISE EXCEPTION 'INV-128: this item of the meeting was decided' USING ERRCODE = 'RD128';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER vote_of_undecided AFTER INSERT ON assembly_vote
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_item_is_decided_once();
CREATE CONSTRAINT TRIGGER resolution_once AFTER INSERT ON assembly_resolution
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_item_is_decided_once();
