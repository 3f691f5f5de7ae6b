-- Representatives, guardians and suspensions: who may be one, for how long, and that only the end is written later.

-- What the by-laws in force on a day say about a parameter; null where they say nothing.
CREATE FUNCTION membership_bylaw(parameter text, day date) RETURNS jsonb
LANGUAGE sql STABLE
AS $$
    SELECT stated.value::jsonb FROM cooperatives_bylawvalue AS stated
    WHERE stated.cooperative_id = tenancy_current() AND stated.name = parameter
        AND stated.version <= (
            SELECT max(adopted.version) FROM cooperatives_bylawversion AS adopted
            WHERE adopted.cooperative_id = tenancy_current() AND adopted.effective_from <= day
        )
    ORDER BY stated.version DESC
    LIMIT 1
$$;

-- The day on which somebody comes of age, by the by-laws of a day.
CREATE FUNCTION membership_majority(birth_date date, day date) RETURNS date
LANGUAGE sql STABLE
AS $$
    SELECT (birth_date + make_interval(
        years => coalesce((membership_bylaw('voting_age_years', day) #>> '{}')::integer, 18)
    ))::date
$$;

-- INV-71: a person of flesh and blood represents an organization, one at a time, and each has one at a time.
CREATE FUNCTION membership_representative_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM membership_person AS person
        WHERE person.cooperative_id = new.cooperative_id AND person.id = new.person_id AND person.kind = 'natural'
    ) OR EXISTS (
        SELECT FROM membership_person AS person
        WHERE person.cooperative_id = new.cooperative_id AND person.id = new.organization_id
            AND person.kind = 'natural'
    ) THEN
        RAISE EXCEPTION 'INV-71: a person represents an organization' USING ERRCODE = 'RD071';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER representative_arrives BEFORE INSERT ON membership_representative
FOR EACH ROW EXECUTE FUNCTION membership_representative_arrives();
ALTER TABLE membership_representative ADD CONSTRAINT membership_representative_one EXCLUDE USING gist (
    cooperative_id WITH =,
    (organization_id::text) WITH =,
    daterange(from_on, least(until_on, ended_on)) WITH &&
);
ALTER TABLE membership_representative ADD CONSTRAINT membership_representative_apart EXCLUDE USING gist (
    cooperative_id WITH =,
    (person_id::text) WITH =,
    daterange(from_on, least(until_on, ended_on)) WITH &&
);

-- INV-73: a guardian acts for a minor, whose day of birth is known.
CREATE FUNCTION membership_guardian_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM membership_person AS ward
        WHERE ward.cooperative_id = new.cooperative_id AND ward.id = new.ward_id AND ward.kind = 'natural'
            AND new.from_on < membership_majority(ward.birth_date, new.from_on)
    ) THEN
        RAISE EXCEPTION 'INV-73: a guardian acts for a minor' USING ERRCODE = 'RD073';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER guardian_arrives BEFORE INSERT ON membership_guardian
FOR EACH ROW EXECUTE FUNCTION membership_guardian_arrives();
ALTER TABLE membership_guardian ADD CONSTRAINT membership_guardian_apart EXCLUDE USING gist (
    cooperative_id WITH =,
    (ward_id::text) WITH =,
    (person_id::text) WITH =,
    daterange(from_on, least(until_on, ended_on)) WITH &&
);

-- INV-71, INV-73: only the end is written later, once, by an act of its own, and only to bring it forward.
CREATE FUNCTION membership_stand_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF to_jsonb(new) - '{ended_on,ended_act_id}'::text[] <> to_jsonb(old) - '{ended_on,ended_act_id}'::text[]
        OR old.ended_on IS NOT NULL OR new.ended_on > new.until_on
        OR new.ended_act_id IS NOT DISTINCT FROM old.act_id THEN
        RAISE EXCEPTION 'INV-71: only the end is written later, once, and brought forward' USING ERRCODE = 'RD071';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER stand_changes BEFORE UPDATE ON membership_representative
FOR EACH ROW EXECUTE FUNCTION membership_stand_changes();
CREATE TRIGGER stand_stays BEFORE DELETE ON membership_representative
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER stands_stay BEFORE TRUNCATE ON membership_representative
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER stand_changes BEFORE UPDATE ON membership_guardian
FOR EACH ROW EXECUTE FUNCTION membership_stand_changes();
CREATE TRIGGER stand_stays BEFORE DELETE ON membership_guardian
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER stands_stay BEFORE TRUNCATE ON membership_guardian
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();

-- INV-72: no longer than the by-laws of its day allow, of rights that they name, one at a time, lifted once.
CREATE FUNCTION membership_suspension_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    decided_on date;
BEGIN
    SELECT act.on_date INTO decided_on FROM audit_act AS act
    WHERE act.cooperative_id = new.cooperative_id AND act.id = new.act_id;
    IF ((membership_bylaw('suspension_max_months', decided_on) #>> '{}')::integer = new.months_max
        AND new.until_on <= new.from_on + make_interval(months => new.months_max)
        AND to_jsonb(new.rights) <@ membership_bylaw('suspension_removes', decided_on)) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-72: the by-laws do not allow this suspension' USING ERRCODE = 'RD072';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER suspension_arrives BEFORE INSERT ON membership_suspension
FOR EACH ROW EXECUTE FUNCTION membership_suspension_arrives();
ALTER TABLE membership_suspension ADD CONSTRAINT membership_suspension_apart EXCLUDE USING gist (
    cooperative_id WITH =,
    (member_id::text) WITH =,
    daterange(from_on, least(until_on, lifted_on)) WITH &&
);

CREATE FUNCTION membership_suspension_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    lifting constant text[] := '{lifted_on,lifted_words,lifted_act_id}';
    spoken constant text[] := '{words,lifted_words}';
BEGIN
    -- The words go with the person's particulars (INV-63), and nothing else with them.
    IF new.words = '—' AND to_jsonb(new) - spoken = to_jsonb(old) - spoken
        AND new.lifted_words = (CASE WHEN old.lifted_words = '' THEN '' ELSE '—' END)
        AND EXISTS (
            SELECT FROM membership_person AS person
            WHERE person.cooperative_id = new.cooperative_id AND person.id = new.person_id
                AND person.blanked_act_id IS NOT NULL
        ) THEN
        RETURN new;
    END IF;
    IF to_jsonb(new) - lifting <> to_jsonb(old) - lifting OR old.lifted_on IS NOT NULL
        OR new.lifted_act_id IS NOT DISTINCT FROM old.act_id THEN
        RAISE EXCEPTION 'INV-72: of a suspension only its lifting is written later, once' USING ERRCODE = 'RD072';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER suspension_changes BEFORE UPDATE ON membership_suspension
FOR EACH ROW EXECUTE FUNCTION membership_suspension_changes();
CREATE TRIGGER suspension_stays BEFORE DELETE ON membership_suspension
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER suspensions_stay BEFORE TRUNCATE ON membership_suspension
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
