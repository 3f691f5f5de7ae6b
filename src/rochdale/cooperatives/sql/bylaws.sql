-- By-laws are versions that follow one another; what a version states is whole when it is adopted.

-- INV-20: versions count from 1 without a gap, and none takes effect before the one it follows.
CREATE FUNCTION cooperatives_bylaw_version_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    last record;
BEGIN
    SELECT earlier.version, earlier.effective_from INTO last
    FROM cooperatives_bylawversion AS earlier
    WHERE earlier.cooperative_id = new.cooperative_id
    ORDER BY earlier.version DESC
    LIMIT 1;
    IF new.version <> coalesce(last.version, 0) + 1 THEN
        RAISE EXCEPTION 'INV-20: by-law version % does not follow version %', new.version, coalesce(last.version, 0)
            USING ERRCODE = 'RD020';
    END IF;
    IF new.effective_from < last.effective_from THEN
        RAISE EXCEPTION 'INV-20: by-law version % takes effect before the one it follows', new.version
            USING ERRCODE = 'RD020';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER version_arrives BEFORE INSERT ON cooperatives_bylawversion
FOR EACH ROW EXECUTE FUNCTION cooperatives_bylaw_version_arrives();

-- INV-21, when the transaction ends: the version has its values. By then the current cooperative may be put
-- back to another, or to none, so the witness enters the version's own for its one question.
CREATE FUNCTION cooperatives_bylaw_version_whole() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    stated bigint;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    SELECT count(*) INTO stated
    FROM cooperatives_bylawvalue AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.version = new.version;
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF stated <> new.values_stated THEN
        RAISE EXCEPTION 'INV-21: by-law version % states % values and has %', new.version, new.values_stated, stated
            USING ERRCODE = 'RD021';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER version_whole AFTER INSERT ON cooperatives_bylawversion
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION cooperatives_bylaw_version_whole();

-- INV-21, at once: no value is slipped into a version that has all of its own.
CREATE FUNCTION cooperatives_bylaw_values_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT counted.version INTO wrong
    FROM (
        SELECT own.cooperative_id, own.version, count(*) AS stated
        FROM cooperatives_bylawvalue AS own
        WHERE (own.cooperative_id, own.version) IN (
            SELECT arrived.cooperative_id, arrived.version FROM new_values AS arrived
        )
        GROUP BY own.cooperative_id, own.version
    ) AS counted
    INNER JOIN cooperatives_bylawversion AS adopted
        ON adopted.cooperative_id = counted.cooperative_id AND adopted.version = counted.version
    WHERE counted.stated > adopted.values_stated
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'INV-21: by-law version % has all its values', wrong.version USING ERRCODE = 'RD021';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER values_arrive AFTER INSERT ON cooperatives_bylawvalue
REFERENCING NEW TABLE AS new_values
FOR EACH STATEMENT EXECUTE FUNCTION cooperatives_bylaw_values_arrive();
