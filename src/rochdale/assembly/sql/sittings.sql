-- INV-87: who is there is there until the sitting ends: after an adjournment one comes anew, also without having left.

-- When the sitting of an instant can have begun: at the last adjournment before it.
CREATE FUNCTION assembly_sat_since(of_cooperative uuid, of_meeting uuid, until timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(max(step.at), '-infinity') FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = of_cooperative AND step.meeting_id = of_meeting
        AND step.kind = 'adjourned' AND step.at <= until
$$;

CREATE OR REPLACE FUNCTION assembly_presence_arrives() RETURNS trigger
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
        OR (new.kind <> (CASE WHEN before.kind = 'arrived' THEN 'left' ELSE 'arrived' END)
            AND (
                new.kind = 'arrived'
                AND before.at < assembly_sat_since(new.cooperative_id, new.meeting_id, new.at)
            ) IS NOT TRUE)
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

-- INV-111: who asks to speak is there in this sitting.
CREATE FUNCTION assembly_speaker_is_there() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_presence AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
            AND known.person_id = new.person_id AND known.kind = 'arrived'
            AND known.at >= assembly_sat_since(new.cooperative_id, new.meeting_id, new.at)
    ) THEN
        RAISE EXCEPTION 'INV-111: who asks to speak is there' USING ERRCODE = 'RD111';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER speaker_is_there BEFORE INSERT ON assembly_floorevent
FOR EACH ROW WHEN (new.kind = 'asked') EXECUTE FUNCTION assembly_speaker_is_there();
