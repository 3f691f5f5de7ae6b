-- Offices are held between dates that the database itself keeps apart.

-- INV-24: nobody holds the same office twice on one day.
ALTER TABLE cooperatives_office ADD CONSTRAINT cooperatives_office_once EXCLUDE USING gist (
    cooperative_id WITH =,
    person_id WITH =,
    office WITH =,
    daterange(since_on, least(term_until_on, ended_on)) WITH &&
);

-- INV-25: who watches does not act. An auditor or inspector holds no office that writes.
ALTER TABLE cooperatives_office ADD CONSTRAINT cooperatives_office_apart EXCLUDE USING gist (
    cooperative_id WITH =,
    person_id WITH =,
    (CASE WHEN office IN ('auditor', 'inspector') THEN 1 ELSE 0 END) WITH <>,
    daterange(since_on, least(term_until_on, ended_on)) WITH &&
);

-- INV-23: of an office only its end is written later, by an act of its own, and only to bring it forward.
CREATE FUNCTION cooperatives_office_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF to_jsonb(new) - '{ended_on,ended_act_id}'::text[] <> to_jsonb(old) - '{ended_on,ended_act_id}'::text[]
        OR new.ended_on IS NULL
        OR new.ended_on >= least(old.ended_on, old.term_until_on)
        OR new.ended_act_id IS NOT DISTINCT FROM old.ended_act_id
        OR new.ended_act_id = old.act_id THEN
        RAISE EXCEPTION 'INV-23: of an office only its end is written later, and only to bring it forward'
            USING ERRCODE = 'RD023';
    END IF;
    RETURN new;
END $$;

CREATE FUNCTION cooperatives_office_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.ended_on IS NOT NULL THEN
        RAISE EXCEPTION 'INV-23: an office is ended by an act of its own' USING ERRCODE = 'RD023';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER office_arrives BEFORE INSERT ON cooperatives_office
FOR EACH ROW EXECUTE FUNCTION cooperatives_office_arrives();
CREATE TRIGGER office_changes BEFORE UPDATE ON cooperatives_office
FOR EACH ROW EXECUTE FUNCTION cooperatives_office_changes();
CREATE TRIGGER office_stays BEFORE DELETE ON cooperatives_office
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER offices_stay BEFORE TRUNCATE ON cooperatives_office
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
