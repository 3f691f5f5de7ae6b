-- INV-63: what was blanked stays blank, and nothing is written about the person again.
CREATE FUNCTION membership_person_blanked() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF old.blanked_act_id IS NOT NULL THEN
        RAISE EXCEPTION 'INV-63: the particulars of this person are gone for good' USING ERRCODE = 'RD063';
    END IF;
    IF new.source_key <> old.source_key AND new.blanked_act_id IS NULL THEN
        RAISE EXCEPTION 'INV-02: where a person came from stays as it was written' USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER person_blanked BEFORE UPDATE ON membership_person
FOR EACH ROW EXECUTE FUNCTION membership_person_blanked();

CREATE FUNCTION membership_refuse_blanked() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM membership_person AS person
        WHERE person.cooperative_id = new.cooperative_id AND person.id = new.person_id
            AND person.blanked_act_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'INV-63: the particulars of this person are gone for good' USING ERRCODE = 'RD063';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER refuse_blanked BEFORE INSERT ON membership_door
FOR EACH ROW EXECUTE FUNCTION membership_refuse_blanked();
CREATE TRIGGER refuse_blanked BEFORE INSERT ON membership_letter
FOR EACH ROW EXECUTE FUNCTION membership_refuse_blanked();
CREATE TRIGGER refuse_blanked BEFORE INSERT ON membership_namerequest
FOR EACH ROW EXECUTE FUNCTION membership_refuse_blanked();

-- The words of a departure's steps go with the particulars, and otherwise stay as they were written.
CREATE FUNCTION membership_step_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.words <> '' OR to_jsonb(new) - 'words' <> to_jsonb(old) - 'words' OR NOT EXISTS (
        SELECT FROM membership_departure AS departure
        INNER JOIN membership_person AS person
            ON departure.cooperative_id = person.cooperative_id AND departure.person_id = person.id
        WHERE departure.cooperative_id = new.cooperative_id AND departure.id = new.departure_id
            AND person.blanked_act_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON membership_departurestep;
CREATE TRIGGER step_blanks BEFORE UPDATE ON membership_departurestep
FOR EACH ROW EXECUTE FUNCTION membership_step_blanks();
CREATE TRIGGER append_only BEFORE DELETE ON membership_departurestep
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
GRANT UPDATE (words) ON membership_departurestep TO rochdale_app;
GRANT UPDATE (blanked_act_id, source_key) ON membership_person TO rochdale_app;
