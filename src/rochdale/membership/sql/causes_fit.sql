-- INV-75: persons die and organizations end; the other way round nothing has happened.
CREATE FUNCTION membership_cause_fits() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM membership_person AS person
        WHERE
            person.cooperative_id = new.cooperative_id
            AND person.id = new.person_id
            AND (new.cause, person.kind = 'natural') IN (('death', FALSE), ('end_of_organization', TRUE))
    ) THEN
        RAISE EXCEPTION 'INV-75: persons die and organizations end' USING ERRCODE = 'RD075';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER cause_fits BEFORE INSERT ON membership_departure
FOR EACH ROW EXECUTE FUNCTION membership_cause_fits();
