-- INV-124: a meeting opens, and opens again, with the agenda and the sittings of its last notice: one that was planned
-- anew is called anew before it goes on.

-- The plan that the last notice before a step announced.
CREATE FUNCTION assembly_called_version(
    of_cooperative uuid, of_meeting uuid, before_place integer
) RETURNS assembly_meetingversion
LANGUAGE sql STABLE
AS $$
    SELECT plan.*
    FROM assembly_meetingstep AS step
    INNER JOIN assembly_notice AS notice
        ON step.cooperative_id = notice.cooperative_id AND step.id = notice.step_id
    INNER JOIN assembly_meetingversion AS plan
        ON notice.cooperative_id = plan.cooperative_id AND notice.version_id = plan.id
    WHERE step.cooperative_id = of_cooperative AND step.meeting_id = of_meeting
        AND step.kind = 'called' AND step.place < before_place
    ORDER BY step.place DESC LIMIT 1
$$;

CREATE FUNCTION assembly_step_opens_as_called() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    called assembly_meetingversion := assembly_called_version(new.cooperative_id, new.meeting_id, new.place);
BEGIN
    IF called.version IS DISTINCT FROM (
        SELECT max(known.version) FROM assembly_meetingversion AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
    ) THEN
        RAISE EXCEPTION 'INV-124: a meeting opens with the agenda that was called' USING ERRCODE = 'RD124';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_opens_as_called BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'opened') EXECUTE FUNCTION assembly_step_opens_as_called();
