-- INV-65: the steps of an application follow one another, in time, from 1 without a gap.
-- INV-67: an application that says registered has its member: the linked person's line of the register.
CREATE FUNCTION membership_application_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before membership_applicationstep;
    allowed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.application_id::text, 65));
    SELECT * INTO before FROM membership_applicationstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.application_id = new.application_id
    ORDER BY step.place DESC LIMIT 1;
    allowed := CASE
        WHEN before.id IS NULL THEN new.place = 1 AND new.kind = 'applied'
        ELSE new.place = before.place + 1 AND new.on_date >= before.on_date
            AND (before.kind, new.kind) IN (
                ('applied', 'asked'), ('applied', 'sent'), ('applied', 'accepted'), ('applied', 'refused'),
                ('applied', 'withdrawn'), ('asked', 'answered'), ('asked', 'withdrawn'), ('asked', 'lapsed'),
                ('answered', 'asked'), ('answered', 'sent'), ('answered', 'accepted'), ('answered', 'refused'),
                ('answered', 'withdrawn'), ('sent', 'asked'), ('sent', 'accepted'), ('sent', 'refused'),
                ('sent', 'withdrawn'), ('accepted', 'registered'), ('accepted', 'lapsed'),
                ('accepted', 'withdrawn'), ('refused', 'appealed'), ('appealed', 'upheld'),
                ('appealed', 'overturned'), ('appealed', 'withdrawn'), ('overturned', 'registered'),
                ('overturned', 'lapsed'), ('overturned', 'withdrawn')
            )
    END;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-65: this step does not follow the last one' USING ERRCODE = 'RD065';
    END IF;
    IF new.kind = 'registered' AND NOT EXISTS (
        SELECT FROM membership_application AS asked
        INNER JOIN membership_member AS line
            ON asked.cooperative_id = line.cooperative_id AND asked.person_id = line.person_id
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.application_id
            AND line.id = new.member_id AND line.left_on IS NULL AND line.joined_on = new.on_date
    ) THEN
        RAISE EXCEPTION 'INV-67: who is said to be registered is no member' USING ERRCODE = 'RD067';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_arrives BEFORE INSERT ON membership_applicationstep
FOR EACH ROW EXECUTE FUNCTION membership_application_step_arrives();

-- INV-68: where an application stands is what its last step says; the database writes it down, and nothing else.
CREATE FUNCTION membership_application_moves() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE membership_application AS asked
    SET state = new.kind, state_on = new.on_date, due_on = new.next_by,
        order_on = coalesce(new.next_by, new.on_date)
    WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.application_id;
    RETURN NULL;
END $$;

CREATE TRIGGER application_moves AFTER INSERT ON membership_applicationstep
FOR EACH ROW EXECUTE FUNCTION membership_application_moves();

CREATE FUNCTION membership_application_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    last membership_applicationstep;
BEGIN
    SELECT * INTO last FROM membership_applicationstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.application_id = new.id
    ORDER BY step.place DESC LIMIT 1;
    IF (new.state, new.state_on, new.order_on) IS DISTINCT FROM
        (last.kind, last.on_date, coalesce(last.next_by, last.on_date))
        OR new.due_on IS DISTINCT FROM last.next_by THEN
        RAISE EXCEPTION 'INV-68: where an application stands is what its last step says'
            USING ERRCODE = 'RD068';
    END IF;
    IF old.state = 'registered' AND new.person_id IS DISTINCT FROM old.person_id THEN
        RAISE EXCEPTION 'INV-67: who was registered stays who it was' USING ERRCODE = 'RD067';
    END IF;
    -- INV-69: what was blanked stays blank.
    IF old.blanked_on IS NOT NULL AND (new.blanked_on IS DISTINCT FROM old.blanked_on) THEN
        RAISE EXCEPTION 'INV-69: what was blanked stays blank' USING ERRCODE = 'RD069';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER application_changes BEFORE UPDATE ON membership_application
FOR EACH ROW EXECUTE FUNCTION membership_application_changes();
CREATE TRIGGER application_stays BEFORE DELETE ON membership_application
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER applications_stay BEFORE TRUNCATE ON membership_application
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();

-- INV-66: a paper goes from its draft to the application that came of it, and nowhere else.
CREATE FUNCTION membership_document_moves() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF old.application_id IS NOT NULL OR new.application_id IS NULL THEN
        RAISE EXCEPTION 'INV-66: a paper stays with its application' USING ERRCODE = 'RD066';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER document_moves BEFORE UPDATE ON membership_applicationdocument
FOR EACH ROW EXECUTE FUNCTION membership_document_moves();

-- INV-69: an application that was blanked takes no paper.
CREATE FUNCTION membership_document_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM membership_application AS asked
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.application_id
            AND asked.blanked_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'INV-69: what was blanked stays blank' USING ERRCODE = 'RD069';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER document_arrives BEFORE INSERT OR UPDATE ON membership_applicationdocument
FOR EACH ROW EXECUTE FUNCTION membership_document_arrives();

-- The highest number given to an application, under a lock that lasts until the transaction ends.
CREATE FUNCTION membership_last_application(own_id uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('membership.applications', 0) # hashtextextended(own_id::text, 0));
    RETURN (
        SELECT coalesce(max(asked.number), 0) FROM membership_application AS asked WHERE asked.cooperative_id = own_id
    );
END $$;

-- INV-69: the words of the steps go with what is known of the applicant, and otherwise stay as they were written.
CREATE FUNCTION membership_application_step_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.words <> '—' OR old.words = '' OR to_jsonb(new) - 'words' <> to_jsonb(old) - 'words' OR NOT EXISTS (
        SELECT FROM membership_application AS asked
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.application_id
            AND asked.blanked_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON membership_applicationstep;
CREATE TRIGGER step_blanks BEFORE UPDATE ON membership_applicationstep
FOR EACH ROW EXECUTE FUNCTION membership_application_step_blanks();
CREATE TRIGGER append_only BEFORE DELETE ON membership_applicationstep
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
GRANT UPDATE (words) ON membership_applicationstep TO rochdale_app;
