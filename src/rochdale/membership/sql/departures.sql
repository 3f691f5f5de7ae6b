-- INV-75: the steps of a departure follow one another as its cause allows, in time, from 1 without a gap.
CREATE FUNCTION membership_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own_cause text;
    before membership_departurestep;
    allowed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.departure_id::text, 75));
    SELECT departure.cause INTO own_cause FROM membership_departure AS departure
    WHERE departure.cooperative_id = new.cooperative_id AND departure.id = new.departure_id;
    SELECT * INTO before FROM membership_departurestep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.departure_id = new.departure_id
    ORDER BY step.place DESC LIMIT 1;
    allowed := CASE
        WHEN before.id IS NULL THEN new.place = 1 AND new.kind = CASE own_cause
            WHEN 'withdrawal' THEN 'asked' WHEN 'exclusion' THEN 'proposed' ELSE 'reported' END
        ELSE new.place = before.place + 1 AND new.on_date >= before.on_date
            AND (before.kind, new.kind) IN (
                ('asked', 'taken_back'), ('asked', 'ended'), ('proposed', 'notified'), ('proposed', 'taken_back'),
                ('notified', 'heard'), ('notified', 'taken_back'), ('heard', 'decided'), ('heard', 'dismissed'),
                ('decided', 'told'), ('told', 'appealed'), ('told', 'ended'), ('appealed', 'upheld'),
                ('appealed', 'overturned'), ('upheld', 'ended'), ('reported', 'ended')
            )
    END;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-75: this step does not follow the last one' USING ERRCODE = 'RD075';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_arrives BEFORE INSERT ON membership_departurestep
FOR EACH ROW EXECUTE FUNCTION membership_step_arrives();

-- INV-76: a membership has one departure under way at most.
CREATE FUNCTION membership_departure_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.member_id::text, 76));
    IF EXISTS (
        SELECT FROM membership_departure AS departure
        WHERE departure.cooperative_id = new.cooperative_id AND departure.member_id = new.member_id
            AND NOT EXISTS (
                SELECT FROM membership_departurestep AS step
                WHERE step.cooperative_id = departure.cooperative_id AND step.departure_id = departure.id
                    AND step.kind IN ('taken_back', 'dismissed', 'overturned')
            )
    ) THEN
        RAISE EXCEPTION 'INV-76: this membership is on its way to an end already' USING ERRCODE = 'RD076';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER departure_arrives BEFORE INSERT ON membership_departure
FOR EACH ROW EXECUTE FUNCTION membership_departure_arrives();
