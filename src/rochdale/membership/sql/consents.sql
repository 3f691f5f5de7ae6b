-- INV-62: a withdrawal follows a giving; a giving follows a withdrawal, or agrees to newer words.
CREATE FUNCTION membership_consent_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before membership_consent;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.person_id::text, 62));
    SELECT * INTO before FROM membership_consent AS consent
    WHERE consent.cooperative_id = new.cooperative_id AND consent.person_id = new.person_id
        AND consent.purpose = new.purpose
    ORDER BY consent.place DESC LIMIT 1;
    IF new.place <> coalesce(before.place, 0) + 1
        OR new.at < before.at
        OR (new.is_given AND before.is_given AND new.wording <= before.wording)
        OR (NOT new.is_given AND before.is_given IS NOT TRUE) THEN
        RAISE EXCEPTION 'INV-62: this consent was not given, or is given already' USING ERRCODE = 'RD062';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER consent_arrives BEFORE INSERT ON membership_consent
FOR EACH ROW EXECUTE FUNCTION membership_consent_arrives();
