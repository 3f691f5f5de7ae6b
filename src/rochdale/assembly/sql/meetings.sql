-- INV-82: the steps of a meeting follow one another, in time, from 1 without a gap.
CREATE FUNCTION assembly_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_meetingstep;
    allowed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    SELECT * INTO before FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.meeting_id = new.meeting_id
    ORDER BY step.place DESC LIMIT 1;
    allowed := CASE
        WHEN before.id IS NULL THEN new.place = 1 AND new.kind = 'drafted'
        ELSE new.place = before.place + 1 AND new.on_date >= before.on_date AND new.at >= before.at
            AND (before.kind, new.kind) IN (
                ('drafted', 'called'), ('drafted', 'cancelled'), ('called', 'opened'), ('called', 'cancelled'),
                ('opened', 'adjourned'), ('opened', 'closed'), ('adjourned', 'called'), ('adjourned', 'opened'),
                ('adjourned', 'cancelled')
            )
    END;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-82: this step does not follow the last one' USING ERRCODE = 'RD082';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_arrives BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW EXECUTE FUNCTION assembly_step_arrives();

-- INV-83: how a meeting is planned changes by a new version, while it is drafted, or between two sittings; once it is
-- called the last version stands.
CREATE FUNCTION assembly_stands(of_cooperative uuid, of_meeting uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT step.kind FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = of_cooperative AND step.meeting_id = of_meeting
    ORDER BY step.place DESC LIMIT 1
$$;

CREATE FUNCTION assembly_version_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF coalesce(assembly_stands(new.cooperative_id, new.meeting_id), 'drafted') NOT IN ('drafted', 'adjourned')
        OR new.version <> 1 + coalesce(
            (
                SELECT max(known.version) FROM assembly_meetingversion AS known
                WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
            ), 0
        )
    THEN
        RAISE EXCEPTION 'INV-83: a meeting that was called stands' USING ERRCODE = 'RD083';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER version_arrives BEFORE INSERT ON assembly_meetingversion
FOR EACH ROW EXECUTE FUNCTION assembly_version_arrives();

-- A version comes with exactly the sittings and items that it states, and none is slipped in later.
CREATE FUNCTION assembly_version_is_whole(version assembly_meetingversion) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        version.sittings_stated = (
            SELECT count(*) FROM assembly_sitting AS sitting
            WHERE sitting.cooperative_id = version.cooperative_id AND sitting.version_id = version.id
        )
        AND version.items_stated = (
            SELECT count(*) FROM assembly_agendaitem AS item
            WHERE item.cooperative_id = version.cooperative_id AND item.version_id = version.id
        )
$$;

CREATE FUNCTION assembly_version_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_version_is_whole(new) THEN
        RAISE EXCEPTION 'INV-83: a meeting comes with the sittings and items that it states' USING ERRCODE = 'RD083';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER version_is_whole AFTER INSERT ON assembly_meetingversion
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION assembly_version_ends();

CREATE FUNCTION assembly_part_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.place NOT BETWEEN 1 AND (
        SELECT CASE TG_TABLE_NAME WHEN 'assembly_sitting' THEN own.sittings_stated ELSE own.items_stated END
        FROM assembly_meetingversion AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.version_id
    ) THEN
        RAISE EXCEPTION 'INV-83: a meeting that was called stands' USING ERRCODE = 'RD083';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER sitting_arrives BEFORE INSERT ON assembly_sitting
FOR EACH ROW EXECUTE FUNCTION assembly_part_arrives();

CREATE TRIGGER item_arrives BEFORE INSERT ON assembly_agendaitem
FOR EACH ROW EXECUTE FUNCTION assembly_part_arrives();
