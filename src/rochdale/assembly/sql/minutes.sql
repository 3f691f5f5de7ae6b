-- INV-95: minutes that were signed stay as they were signed. Versions are written once, one after the other; the chair
-- and the secretary who were named for the meeting sign the last one, each by an act of their own, when it is over.

-- Whether both signed a version, at an instant or before.
CREATE FUNCTION assembly_minutes_signed(of_cooperative uuid, of_version uuid, until timestamptz) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT count(DISTINCT signature.role) = 2 FROM assembly_minutessignature AS signature
    WHERE signature.cooperative_id = of_cooperative AND signature.version_id = of_version
        AND signature.at <= until
$$;

-- The last version of a meeting that both had signed at an instant; NULL where there is none.
CREATE FUNCTION assembly_minutes_standing(of_cooperative uuid, of_meeting uuid, until timestamptz) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT max(known.version) FROM assembly_minutesversion AS known
    WHERE known.cooperative_id = of_cooperative AND known.meeting_id = of_meeting
        AND assembly_minutes_signed(known.cooperative_id, known.id, until)
$$;

CREATE FUNCTION assembly_minutes_hash(content text) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex')
$$;

CREATE FUNCTION assembly_minutes_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 95));
    IF new.version <> 1 + coalesce(
        (
            SELECT max(known.version) FROM assembly_minutesversion AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        ), 0
    )
        OR new.hash IS DISTINCT FROM assembly_minutes_hash(new.content)
        OR new.corrects IS DISTINCT FROM assembly_minutes_standing(new.cooperative_id, new.meeting_id, 'infinity')
        OR NOT EXISTS (
            SELECT FROM assembly_meetingstep AS step
            WHERE step.cooperative_id = new.cooperative_id AND step.meeting_id = new.meeting_id
                AND step.kind = 'opened'
        )
    THEN
        RAISE EXCEPTION 'INV-95: a version follows the last one, and says which signed one it corrects'
            USING ERRCODE = 'RD095';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER minutes_arrive BEFORE INSERT ON assembly_minutesversion
FOR EACH ROW EXECUTE FUNCTION assembly_minutes_arrive();

-- Whether a signature is of somebody named for it, by an own act.
CREATE FUNCTION assembly_signature_holds(signature assembly_minutessignature) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_minutesversion AS own
        INNER JOIN assembly_floorofficer AS named
            ON own.cooperative_id = named.cooperative_id AND own.meeting_id = named.meeting_id
        INNER JOIN audit_act AS act
            ON act.cooperative_id = own.cooperative_id AND act.id = signature.act_id
        WHERE own.cooperative_id = signature.cooperative_id AND own.id = signature.version_id
            AND named.person_id = signature.person_id AND named.role = signature.role
            AND act.verb = 'assembly.sign_minutes' AND act.person_id = signature.person_id
            AND act.subject_id = signature.version_id
    )
$$;

-- Whether a meeting is over, and nothing of it is being voted on.
CREATE FUNCTION assembly_is_over(of_cooperative uuid, of_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT assembly_stands(of_cooperative, of_meeting) = 'closed' AND NOT EXISTS (
        SELECT FROM assembly_vote AS put
        WHERE put.cooperative_id = of_cooperative AND put.meeting_id = of_meeting
            AND assembly_vote_stands(put.cooperative_id, put.id) = 'put'
    )
$$;

CREATE FUNCTION assembly_minutes_signature_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_minutesversion;
BEGIN
    SELECT * INTO own FROM assembly_minutesversion AS signed
    WHERE signed.cooperative_id = new.cooperative_id AND signed.id = new.version_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(own.meeting_id::text, 95));
    IF own.version IS DISTINCT FROM (
        SELECT max(known.version) FROM assembly_minutesversion AS known
        WHERE known.cooperative_id = own.cooperative_id AND known.meeting_id = own.meeting_id
    )
        OR position('{complete}' IN own.content) > 0
        OR assembly_is_over(own.cooperative_id, own.meeting_id) IS NOT TRUE
        OR NOT assembly_signature_holds(new)
    THEN
        RAISE EXCEPTION 'INV-95: the last version is signed by who was named for it, when the meeting is over'
            USING ERRCODE = 'RD095';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER signature_arrives BEFORE INSERT ON assembly_minutessignature
FOR EACH ROW EXECUTE FUNCTION assembly_minutes_signature_arrives();

-- INV-96: what is approved is the version that both had signed last when an adopted resolution of a later meeting, on
-- the minutes, was decided; where its item names a meeting and a version, it is that one.
CREATE FUNCTION assembly_approves(of_cooperative uuid, of_version uuid, of_resolution uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_minutesversion AS own
        INNER JOIN assembly_meeting AS meeting
            ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
        INNER JOIN assembly_resolution AS decided
            ON decided.cooperative_id = own.cooperative_id AND decided.id = of_resolution
        INNER JOIN audit_act AS act ON decided.cooperative_id = act.cooperative_id AND decided.act_id = act.id
        INNER JOIN assembly_agendaitem AS item
            ON decided.cooperative_id = item.cooperative_id AND decided.item_id = item.id
        WHERE own.cooperative_id = of_cooperative AND own.id = of_version
            AND decided.is_adopted
            AND item.kind = 'minutes'
            AND own.version = assembly_minutes_standing(own.cooperative_id, own.meeting_id, act.at)
            AND decided.meeting_id <> own.meeting_id
            AND (
                SELECT min(step.at) FROM assembly_meetingstep AS step
                WHERE step.cooperative_id = decided.cooperative_id AND step.meeting_id = decided.meeting_id
                    AND step.kind = 'opened'
            ) >= (
                SELECT max(step.at) FROM assembly_meetingstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.meeting_id = own.meeting_id
                    AND step.kind = 'closed'
            )
            AND coalesce((decided.effect_facts ->> 'minutes_of')::integer, meeting.number) = meeting.number
            AND coalesce((decided.effect_facts ->> 'version')::integer, own.version) = own.version
    )
$$;

CREATE FUNCTION assembly_approval_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_approves(new.cooperative_id, new.version_id, new.resolution_id) THEN
        RAISE EXCEPTION 'INV-96: only a resolution of a later meeting approves signed minutes' USING ERRCODE = 'RD096';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER approval_arrives BEFORE INSERT ON assembly_minutesapproval
FOR EACH ROW EXECUTE FUNCTION assembly_approval_arrives();
