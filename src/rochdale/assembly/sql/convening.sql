-- INV-86: a meeting of members is called within the window of the by-laws of that day, counted to the day of its first
-- sitting, and with its notice: the letters that it states, each to the member for whom it is.

-- What a version of the by-laws says of a whole number; null where it says nothing.
CREATE FUNCTION assembly_bylaw_number(of_cooperative uuid, of_version integer, of_name text) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT (stated.value #>> '{}')::integer FROM cooperatives_bylawvalue AS stated
    WHERE stated.cooperative_id = of_cooperative AND stated.version <= of_version AND stated.name = of_name
    ORDER BY stated.version DESC LIMIT 1
$$;

-- The day of the first sitting of a plan, where the cooperative is.
CREATE FUNCTION assembly_first_day(of_cooperative uuid, of_version uuid) RETURNS date
LANGUAGE sql STABLE
AS $$
    SELECT (min(sitting.starts_at) AT TIME ZONE own.time_zone)::date
    FROM assembly_sitting AS sitting
    INNER JOIN cooperatives_cooperative AS own ON sitting.cooperative_id = own.id
    WHERE sitting.cooperative_id = of_cooperative AND sitting.version_id = of_version
    GROUP BY own.time_zone
$$;

-- Meetings of the board and of committees are not of the members: the window is not for them.
CREATE FUNCTION assembly_called_in_time(
    of_cooperative uuid, of_meeting uuid, of_version integer, on_day date, held_on date, is_again boolean
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT known.kind IN ('board', 'committee') OR held_on - on_day BETWEEN
        coalesce(
            CASE WHEN is_again THEN assembly_bylaw_number(of_cooperative, of_version, 'second_call_min_days') END,
            assembly_bylaw_number(of_cooperative, of_version, 'notice_min_days'), 0
        ) AND coalesce(
            CASE WHEN is_again THEN assembly_bylaw_number(of_cooperative, of_version, 'second_call_max_days') END,
            assembly_bylaw_number(of_cooperative, of_version, 'notice_max_days'), 100000
        )
    FROM assembly_meeting AS known
    WHERE known.cooperative_id = of_cooperative AND known.id = of_meeting
$$;

CREATE FUNCTION assembly_step_is_in_time() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    plan assembly_meetingversion;
BEGIN
    SELECT * INTO plan FROM assembly_meetingversion AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
    ORDER BY known.version DESC LIMIT 1;
    IF plan.held_on IS DISTINCT FROM assembly_first_day(new.cooperative_id, plan.id)
        OR new.bylaw_version IS DISTINCT FROM (
            SELECT max(adopted.version) FROM cooperatives_bylawversion AS adopted
            WHERE adopted.cooperative_id = new.cooperative_id AND adopted.effective_from <= new.on_date
        )
        OR assembly_called_in_time(
            new.cooperative_id, new.meeting_id, new.bylaw_version, new.on_date, plan.held_on,
            assembly_stands(new.cooperative_id, new.meeting_id) = 'adjourned'
        ) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-86: the notice is outside of what the by-laws say' USING ERRCODE = 'RD086';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_is_in_time BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'called') EXECUTE FUNCTION assembly_step_is_in_time();

CREATE FUNCTION assembly_step_has_notice() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_notice AS notice
        WHERE notice.cooperative_id = new.cooperative_id AND notice.step_id = new.id
    ) THEN
        RAISE EXCEPTION 'INV-86: a meeting is called by its notice' USING ERRCODE = 'RD086';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER step_has_notice AFTER INSERT ON assembly_meetingstep
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.kind = 'called') EXECUTE FUNCTION assembly_step_has_notice();

CREATE FUNCTION assembly_notice_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_meetingstep AS step
        INNER JOIN assembly_meetingversion AS plan
            ON step.cooperative_id = plan.cooperative_id AND step.meeting_id = plan.meeting_id
        WHERE step.cooperative_id = new.cooperative_id AND step.id = new.step_id AND step.kind = 'called'
            AND step.meeting_id = new.meeting_id AND step.on_date = new.called_on AND step.act_id = new.act_id
            AND plan.id = new.version_id AND plan.held_on = new.held_on
    ) THEN
        RAISE EXCEPTION 'INV-86: a notice is of the step that called the meeting' USING ERRCODE = 'RD086';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER notice_arrives BEFORE INSERT ON assembly_notice
FOR EACH ROW EXECUTE FUNCTION assembly_notice_arrives();

-- All letters of a notice come in one statement, so none is slipped in later.
CREATE FUNCTION assembly_notice_letters_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT fresh.cooperative_id, fresh.notice_id FROM fresh) AS own
        INNER JOIN assembly_notice AS notice
            ON own.cooperative_id = notice.cooperative_id AND own.notice_id = notice.id
        WHERE notice.letters_stated <> (
            SELECT count(*) FROM assembly_noticeletter AS each
            WHERE each.cooperative_id = notice.cooperative_id AND each.notice_id = notice.id
        )
    ) OR EXISTS (
        SELECT FROM fresh
        INNER JOIN assembly_notice AS notice
            ON fresh.cooperative_id = notice.cooperative_id AND fresh.notice_id = notice.id
        INNER JOIN membership_member AS line
            ON fresh.cooperative_id = line.cooperative_id AND fresh.member_id = line.id
        INNER JOIN membership_letter AS letter
            ON fresh.cooperative_id = letter.cooperative_id AND fresh.letter_id = letter.id
        WHERE letter.person_id IS DISTINCT FROM line.person_id OR letter.act_id <> notice.act_id
    ) THEN
        RAISE EXCEPTION 'INV-86: a notice has the letters that it states, each to its member' USING ERRCODE = 'RD086';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER notice_letters_arrive AFTER INSERT ON assembly_noticeletter
REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION assembly_notice_letters_arrive();

CREATE FUNCTION assembly_notice_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.letters_stated <> (
        SELECT count(*) FROM assembly_noticeletter AS each
        WHERE each.cooperative_id = new.cooperative_id AND each.notice_id = new.id
    ) THEN
        RAISE EXCEPTION 'INV-86: a notice has the letters that it states, each to its member' USING ERRCODE = 'RD086';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER notice_is_whole AFTER INSERT ON assembly_notice
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION assembly_notice_ends();
