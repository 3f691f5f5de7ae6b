-- INV-123: what a meeting decided is provisional until its last window closes (rule Q-36), and nothing follows from it
-- before: no effect runs while a ballot of the meeting is neither counted nor given up, or a window of a vote is open.

-- Whether at an instant every ballot that was set up by then was over, and no window of a vote that was put was open.
CREATE FUNCTION assembly_results_stand(of_cooperative uuid, of_meeting uuid, at_instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_ballot AS own
        WHERE own.cooperative_id = of_cooperative AND own.meeting_id = of_meeting
            AND EXISTS (
                SELECT FROM assembly_ballotstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.ballot_id = own.id
                    AND step.at <= at_instant
            )
            AND NOT EXISTS (
                SELECT FROM assembly_ballotstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.ballot_id = own.id
                    AND step.kind IN ('counted', 'given_up') AND step.at <= at_instant
            )
    ) AND NOT EXISTS (
        SELECT FROM assembly_vote AS own
        WHERE own.cooperative_id = of_cooperative AND own.meeting_id = of_meeting AND own.closes_at > at_instant
            AND EXISTS (
                SELECT FROM assembly_votestep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.vote_id = own.id
                    AND step.kind = 'put' AND step.at <= at_instant
            )
            AND NOT EXISTS (
                SELECT FROM assembly_votestep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.vote_id = own.id
                    AND step.kind <> 'put' AND step.at <= at_instant
            )
    )
$$;

CREATE FUNCTION assembly_effect_waits() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    of_meeting uuid;
BEGIN
    SELECT decided.meeting_id INTO of_meeting FROM assembly_resolution AS decided
    WHERE decided.cooperative_id = new.cooperative_id AND decided.id = new.resolution_id;
    -- Nobody sets up a ballot meanwhile.
    PERFORM pg_advisory_xact_lock(hashtextextended(of_meeting::text, 82));
    IF assembly_results_stand(new.cooperative_id, of_meeting, new.at) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-123: what a meeting decided is provisional until its last ballot is counted'
            USING ERRCODE = 'RD123';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER effect_waits BEFORE INSERT ON assembly_effectrun
FOR EACH ROW EXECUTE FUNCTION assembly_effect_waits();
