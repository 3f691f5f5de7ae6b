-- INV-117: what a meeting decided is provisional until its last ballot is counted or given up (rule Q-36). Its minutes
-- are signed after that, and once they are signed no ballot is set up any more.

-- Whether every ballot of a meeting was counted or given up at an instant.
CREATE FUNCTION assembly_ballots_are_over(
    of_cooperative uuid, of_meeting uuid, until timestamptz
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_ballot AS own
        WHERE own.cooperative_id = of_cooperative AND own.meeting_id = of_meeting
            AND NOT EXISTS (
                SELECT FROM assembly_ballotstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.ballot_id = own.id
                    AND step.kind IN ('counted', 'given_up') AND step.at <= until
            )
    )
$$;

CREATE FUNCTION assembly_signature_waits() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_meeting uuid;
BEGIN
    SELECT signed.meeting_id INTO of_meeting FROM assembly_minutesversion AS signed
    WHERE signed.cooperative_id = new.cooperative_id AND signed.id = new.version_id;
    -- Nobody sets up a ballot meanwhile.
    PERFORM pg_advisory_xact_lock(hashtextextended(of_meeting::text, 82));
    IF NOT assembly_ballots_are_over(new.cooperative_id, of_meeting, new.at) THEN
        RAISE EXCEPTION 'INV-117: minutes are signed when every ballot of the meeting is counted or given up'
            USING ERRCODE = 'RD117';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER signature_waits BEFORE INSERT ON assembly_minutessignature
FOR EACH ROW EXECUTE FUNCTION assembly_signature_waits();

CREATE FUNCTION assembly_ballot_before_minutes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF EXISTS (
        SELECT FROM assembly_minutessignature AS signature
        INNER JOIN assembly_minutesversion AS signed
            ON signature.cooperative_id = signed.cooperative_id AND signature.version_id = signed.id
        WHERE signature.cooperative_id = new.cooperative_id AND signed.meeting_id = new.meeting_id
    ) THEN
        RAISE EXCEPTION 'INV-117: once its minutes are signed a meeting has no further ballot'
            USING ERRCODE = 'RD117';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_before_minutes BEFORE INSERT ON assembly_ballot
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_before_minutes();
