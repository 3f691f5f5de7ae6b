-- INV-92: an effect runs once, and only of a resolution that is adopted and holds, on its day or later; and from the
-- first resolution on, nothing else amends the by-laws.

-- Whether a resolution is adopted and not annulled.
CREATE FUNCTION assembly_holds(of_cooperative uuid, of_resolution uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_resolution AS decided
        WHERE decided.cooperative_id = of_cooperative AND decided.id = of_resolution AND decided.is_adopted
            AND NOT EXISTS (
                SELECT FROM assembly_annulment AS annulled
                WHERE annulled.cooperative_id = decided.cooperative_id AND annulled.resolution_id = decided.id
            )
    )
$$;

CREATE FUNCTION assembly_effect_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    decided assembly_resolution;
BEGIN
    -- One after the other with an annulment of the same resolution.
    PERFORM pg_advisory_xact_lock(hashtextextended(new.resolution_id::text, 92));
    SELECT * INTO decided FROM assembly_resolution AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.id = new.resolution_id;
    IF NOT assembly_holds(new.cooperative_id, new.resolution_id) OR decided.effect <> new.kind OR new.kind = ''
        OR new.on_date < greatest(decided.decided_on, (decided.effect_facts ->> 'not_before')::date)
    THEN
        RAISE EXCEPTION 'INV-92: only an adopted resolution has an effect, on its day' USING ERRCODE = 'RD092';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER effect_arrives BEFORE INSERT ON assembly_effectrun
FOR EACH ROW EXECUTE FUNCTION assembly_effect_arrives();

CREATE FUNCTION assembly_annulment_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    decided assembly_resolution;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.resolution_id::text, 92));
    SELECT * INTO decided FROM assembly_resolution AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.id = new.resolution_id;
    IF new.on_date < decided.decided_on OR (
        new.ground = 'resolution' AND NOT EXISTS (
            SELECT FROM assembly_resolution AS later
            WHERE later.cooperative_id = new.cooperative_id AND later.id = new.by_resolution_id
                AND later.number > decided.number AND assembly_holds(later.cooperative_id, later.id)
        )
    ) THEN
        RAISE EXCEPTION 'INV-92: a resolution is annulled by a later one that was adopted' USING ERRCODE = 'RD092';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER annulment_arrives BEFORE INSERT ON assembly_annulment
FOR EACH ROW EXECUTE FUNCTION assembly_annulment_arrives();

-- What the by-laws of a cooperative say is decided here as soon as anything is. Versions taken over before are kept.
CREATE FUNCTION assembly_bylaw_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.resolution_id IS NOT NULL THEN
        IF new.source <> 'by-law' OR NOT assembly_holds(new.cooperative_id, new.resolution_id) THEN
            RAISE EXCEPTION 'INV-92: only an adopted resolution amends the by-laws' USING ERRCODE = 'RD092';
        END IF;
    ELSIF new.source = 'by-law' AND EXISTS (
        SELECT FROM assembly_resolution AS decided WHERE decided.cooperative_id = new.cooperative_id
    ) THEN
        RAISE EXCEPTION 'INV-92: only an adopted resolution amends the by-laws' USING ERRCODE = 'RD092';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER bylaw_arrives BEFORE INSERT ON cooperatives_bylawversion
FOR EACH ROW EXECUTE FUNCTION assembly_bylaw_arrives();

-- When the transaction ends the effect is written down as run. The current cooperative may be put back by then.
CREATE FUNCTION assembly_bylaw_follows() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    has_run boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    SELECT EXISTS (
        SELECT FROM assembly_effectrun AS run
        WHERE run.cooperative_id = new.cooperative_id AND run.resolution_id = new.resolution_id
            AND run.kind = 'amend_bylaw'
    ) INTO has_run;
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF NOT has_run THEN
        RAISE EXCEPTION 'INV-92: an amendment is the effect of its resolution' USING ERRCODE = 'RD092';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER bylaw_follows AFTER INSERT ON cooperatives_bylawversion
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.resolution_id IS NOT NULL) EXECUTE FUNCTION assembly_bylaw_follows();

ALTER TABLE cooperatives_bylawversion ADD CONSTRAINT cooperatives_bylawversion_resolution_wall
FOREIGN KEY (cooperative_id, resolution_id) REFERENCES assembly_resolution (cooperative_id, id);
CREATE UNIQUE INDEX cooperatives_bylawversion_resolution ON cooperatives_bylawversion (cooperative_id, resolution_id)
WHERE resolution_id IS NOT NULL;

-- What is to be done goes on step by step, in time, until it is done or given up.
CREATE FUNCTION assembly_follow_up_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_followupstep;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.follow_up_id::text, 92));
    SELECT * INTO before FROM assembly_followupstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.follow_up_id = new.follow_up_id
    ORDER BY step.place DESC LIMIT 1;
    IF new.place <> coalesce(before.place, 0) + 1 OR before.kind IN ('done', 'dropped')
        OR new.on_date < before.on_date
    THEN
        RAISE EXCEPTION 'INV-92: this does not follow the last step' USING ERRCODE = 'RD092';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER follow_up_step_arrives BEFORE INSERT ON assembly_followupstep
FOR EACH ROW EXECUTE FUNCTION assembly_follow_up_step_arrives();
