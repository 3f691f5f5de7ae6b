-- INV-64: who acts for a member at the counter has that member's consent, in force at that moment.
CREATE FUNCTION membership_assistance_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    last membership_consent;
BEGIN
    SELECT * INTO last FROM membership_consent AS consent
    WHERE consent.cooperative_id = new.cooperative_id AND consent.person_id = new.person_id
        AND consent.purpose = 'acts_at_counter'
    ORDER BY consent.place DESC LIMIT 1;
    IF last.id IS DISTINCT FROM new.consent_id OR last.is_given IS NOT TRUE OR NOT EXISTS (
        SELECT FROM audit_act AS act
        WHERE act.cooperative_id = new.cooperative_id AND act.id = new.act_id
            AND act.person_id = new.officer_id AND act.for_person_id = new.person_id
    ) THEN
        RAISE EXCEPTION 'INV-64: this member did not consent to acts at the counter' USING ERRCODE = 'RD064';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER assistance_arrives BEFORE INSERT ON membership_assistance
FOR EACH ROW EXECUTE FUNCTION membership_assistance_arrives();

-- A request is decided once; its particulars go away with the decision.
CREATE FUNCTION membership_namerequest_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF old.outcome <> '' OR new.outcome = ''
        OR (new.id, new.person_id, new.asked_at, new.act_id)
            IS DISTINCT FROM (old.id, old.person_id, old.asked_at, old.act_id) THEN
        RAISE EXCEPTION 'INV-02: a request is decided once' USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER namerequest_changes BEFORE UPDATE ON membership_namerequest
FOR EACH ROW EXECUTE FUNCTION membership_namerequest_changes();
CREATE TRIGGER namerequest_stays BEFORE DELETE ON membership_namerequest
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
