-- INV-87: nobody comes online to a meeting that is held in a hall alone, as it is planned last (rule Q-35).
CREATE FUNCTION assembly_online_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT plan.mode FROM assembly_meetingversion AS plan
        WHERE plan.cooperative_id = new.cooperative_id AND plan.meeting_id = new.meeting_id
        ORDER BY plan.version DESC LIMIT 1
    ) = 'in_person' THEN
        RAISE EXCEPTION 'INV-87: this meeting is held in a hall alone' USING ERRCODE = 'RD087';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER online_arrives BEFORE INSERT ON assembly_presence
FOR EACH ROW WHEN (new.kind = 'arrived' AND new.channel = 'online') EXECUTE FUNCTION assembly_online_arrives();
