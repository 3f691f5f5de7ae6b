-- The long work of a ballot: one after the other where one waits for the other, done once, with what came of it.

-- INV-115: a ballot has one shuffle or count at work, and a trustee one part; while it is counted nothing else comes.
CREATE FUNCTION assembly_ballot_work_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    IF new.ended_at IS NOT NULL
        OR new.place <> 1 + (
            SELECT count(*) FROM assembly_ballotwork AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.ballot_id = new.ballot_id
        )
        OR EXISTS (
            SELECT FROM assembly_ballotwork AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.ballot_id = new.ballot_id
                AND known.ended_at IS NULL
                AND (new.kind = 'count' OR known.kind = 'count' OR known.trustee_id = new.trustee_id
                    OR (new.kind = 'shuffle' AND known.kind = 'shuffle'))
        )
        OR (CASE new.kind
            WHEN 'shuffle' THEN assembly_ballot_stands(new.cooperative_id, new.ballot_id) = 'closed'
            ELSE assembly_ballot_stands(new.cooperative_id, new.ballot_id) IN ('closed', 'shuffled')
        END) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-115: this work does not come now' USING ERRCODE = 'RD115';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_work_arrives BEFORE INSERT ON assembly_ballotwork
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_work_arrives();

-- INV-115: the job that does it is committed with it.
CREATE FUNCTION assembly_ballot_work_is_due() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_ballotwork AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.id = new.id AND known.ended_at IS NOT NULL
    ) AND NOT EXISTS (
        SELECT FROM procrastinate_jobs AS job
        WHERE job.queueing_lock = new.id::text AND job.status = 'todo'
    ) THEN
        RAISE EXCEPTION 'INV-115: this work waits for nobody' USING ERRCODE = 'RD115';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ballot_work_is_due AFTER INSERT ON assembly_ballotwork
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_work_is_due();

-- Whether what came of a work that ended is there: by the act of its end a part was judged or a result published, or
-- neither where it was refused.
CREATE FUNCTION assembly_ballot_work_came_to(work assembly_ballotwork) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT (work.refused = '') = CASE work.kind
        WHEN 'count' THEN EXISTS (
            SELECT FROM assembly_ballotoutcome AS outcome
            WHERE outcome.cooperative_id = work.cooperative_id AND outcome.ballot_id = work.ballot_id
                AND outcome.act_id = work.ended_act_id
        )
        ELSE EXISTS (
            SELECT FROM assembly_ballotpart AS part
            WHERE part.cooperative_id = work.cooperative_id AND part.ballot_id = work.ballot_id
                AND part.act_id = work.ended_act_id AND part.trustee_id = work.trustee_id
                AND part.kind = work.kind
        )
    END
$$;

-- INV-115: a work ends once, and nothing else of it changes.
CREATE FUNCTION assembly_ballot_work_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF old.ended_at IS NOT NULL
        OR new.ended_at IS NULL
        OR new.ended_at < old.asked_at
        OR new.content <> ''::bytea
        OR to_jsonb(new) - '{content,ended_at,ended_act_id,refused,refused_facts}'::text []
            <> to_jsonb(old) - '{content,ended_at,ended_act_id,refused,refused_facts}'::text []
        OR assembly_ballot_work_came_to(new) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-115: a work ends once, with what came of it' USING ERRCODE = 'RD115';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_work_ends BEFORE UPDATE ON assembly_ballotwork
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_work_ends();
CREATE TRIGGER ballot_work_stays BEFORE DELETE ON assembly_ballotwork
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER ballot_works_stay BEFORE TRUNCATE ON assembly_ballotwork
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
