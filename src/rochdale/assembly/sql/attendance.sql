-- INV-87: a person comes, goes, and comes again, in time, at a meeting that was called and is not over; who comes to
-- vote stands on its roll.
CREATE FUNCTION assembly_presence_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_presence;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text || new.person_id::text, 87));
    SELECT * INTO before FROM assembly_presence AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        AND known.person_id = new.person_id
    ORDER BY known.place DESC LIMIT 1;
    IF new.place <> coalesce(before.place, 0) + 1
        OR new.at < before.at
        OR new.kind <> (CASE WHEN before.kind = 'arrived' THEN 'left' ELSE 'arrived' END)
        OR (new.kind = 'left' AND new.line_id IS DISTINCT FROM before.line_id)
        OR assembly_stands(new.cooperative_id, new.meeting_id) NOT IN ('called', 'opened', 'adjourned')
    THEN
        RAISE EXCEPTION 'INV-87: this person is not where one could come or go' USING ERRCODE = 'RD087';
    END IF;
    IF new.kind = 'arrived' AND new.line_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM assembly_rollline AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.id = new.line_id
            AND line.meeting_id = new.meeting_id AND line.voter_id = new.person_id
            AND assembly_may_vote(line)
    ) THEN
        RAISE EXCEPTION 'INV-87: who comes to vote stands on the roll' USING ERRCODE = 'RD087';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER presence_arrives BEFORE INSERT ON assembly_presence
FOR EACH ROW EXECUTE FUNCTION assembly_presence_arrives();
