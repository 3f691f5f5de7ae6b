-- INV-127: who was named to a task for a meeting may be named no more: once, and not when he or she counted or signed
-- under it. Nobody counts or signs who is named no more, and one is named anew only then.
CREATE FUNCTION assembly_is_named(
    of_cooperative uuid, of_meeting uuid, of_person uuid, of_role text
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_floorofficer AS named
        WHERE named.cooperative_id = of_cooperative AND named.meeting_id = of_meeting
            AND named.person_id = of_person AND named.role = of_role
            AND NOT EXISTS (
                SELECT FROM assembly_floorofficerend AS undone
                WHERE undone.cooperative_id = named.cooperative_id AND undone.officer_id = named.id
            )
    )
$$;

-- Whether somebody counted or signed what only who is named to a task does.
CREATE FUNCTION assembly_naming_is_used(
    of_cooperative uuid, of_meeting uuid, of_person uuid, of_role text
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_minutessignature AS signed
        INNER JOIN assembly_minutesversion AS own
            ON signed.cooperative_id = own.cooperative_id AND signed.version_id = own.id
        WHERE signed.cooperative_id = of_cooperative AND signed.person_id = of_person
            AND signed.role = of_role AND own.meeting_id = of_meeting
    ) OR (of_role = 'teller' AND EXISTS (
        SELECT FROM assembly_tellerscount AS counted
        INNER JOIN assembly_vote AS own
            ON counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
        WHERE counted.cooperative_id = of_cooperative AND counted.teller_id = of_person
            AND own.meeting_id = of_meeting
        UNION ALL
        SELECT FROM assembly_tellerssheet AS counted
        INNER JOIN assembly_vote AS own
            ON counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
        WHERE counted.cooperative_id = of_cooperative AND counted.teller_id = of_person
            AND own.meeting_id = of_meeting
        UNION ALL
        SELECT FROM assembly_ballotpapercount AS counted
        INNER JOIN assembly_ballot AS own
            ON counted.cooperative_id = own.cooperative_id AND counted.ballot_id = own.id
        WHERE counted.cooperative_id = of_cooperative AND counted.teller_id = of_person
            AND own.meeting_id = of_meeting
    ))
$$;

CREATE FUNCTION assembly_naming_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text || new.person_id::text, 127));
    IF assembly_is_named(new.cooperative_id, new.meeting_id, new.person_id, new.role) THEN
        RAISE EXCEPTION 'INV-127: this person is named to it already' USING ERRCODE = 'RD127';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER naming_arrives BEFORE INSERT ON assembly_floorofficer
FOR EACH ROW EXECUTE FUNCTION assembly_naming_arrives();

CREATE FUNCTION assembly_naming_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    named assembly_floorofficer;
BEGIN
    SELECT * INTO named FROM assembly_floorofficer AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.officer_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(named.meeting_id::text || named.person_id::text, 127));
    IF assembly_naming_is_used(new.cooperative_id, named.meeting_id, named.person_id, named.role) THEN
        RAISE EXCEPTION 'INV-127: this person counted or signed under it' USING ERRCODE = 'RD127';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER naming_ends BEFORE INSERT ON assembly_floorofficerend
FOR EACH ROW EXECUTE FUNCTION assembly_naming_ends();

-- Who counts, or signs, is named still.
CREATE FUNCTION assembly_under_naming() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_meeting uuid;
    of_person uuid;
    of_role text := 'teller';
BEGIN
    IF tg_table_name = 'assembly_minutessignature' THEN
        of_person := new.person_id;
        of_role := new.role;
        SELECT own.meeting_id INTO of_meeting FROM assembly_minutesversion AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.version_id;
    ELSIF tg_table_name = 'assembly_ballotpapercount' THEN
        of_person := new.teller_id;
        SELECT own.meeting_id INTO of_meeting FROM assembly_ballot AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.ballot_id;
    ELSE
        of_person := new.teller_id;
        SELECT own.meeting_id INTO of_meeting FROM assembly_vote AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.vote_id;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(of_meeting::text || of_person::text, 127));
    IF NOT assembly_is_named(new.cooperative_id, of_meeting, of_person, of_role) THEN
        RAISE EXCEPTION 'INV-127: this person is not named to it' USING ERRCODE = 'RD127';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER under_naming BEFORE INSERT ON assembly_tellerscount
FOR EACH ROW EXECUTE FUNCTION assembly_under_naming();
CREATE TRIGGER under_naming BEFORE INSERT ON assembly_tellerssheet
FOR EACH ROW EXECUTE FUNCTION assembly_under_naming();
CREATE TRIGGER under_naming BEFORE INSERT ON assembly_ballotpapercount
FOR EACH ROW EXECUTE FUNCTION assembly_under_naming();
CREATE TRIGGER under_naming BEFORE INSERT ON assembly_minutessignature
FOR EACH ROW EXECUTE FUNCTION assembly_under_naming();
