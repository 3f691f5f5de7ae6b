-- INV-114: who required a meeting calls it once the time of the board has passed: the meeting of the ground "signers"
-- answers a requisition whose day went by, and one who signed it drafted it.
CREATE FUNCTION assembly_signers_may_call(of_cooperative uuid, of_requisition uuid, of_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_meeting AS meeting
        INNER JOIN audit_act AS drafted
            ON meeting.cooperative_id = drafted.cooperative_id AND meeting.act_id = drafted.id
        INNER JOIN assembly_requisitionreached AS reached
            ON meeting.cooperative_id = reached.cooperative_id AND reached.requisition_id = of_requisition
        INNER JOIN assembly_requisitionsignature AS own
            ON reached.cooperative_id = own.cooperative_id AND reached.requisition_id = own.requisition_id
        INNER JOIN audit_act AS signed
            ON own.cooperative_id = signed.cooperative_id AND own.act_id = signed.id
        WHERE meeting.cooperative_id = of_cooperative AND meeting.id = of_meeting
            AND meeting.ground = 'signers'
            AND drafted.on_date > reached.call_by
            AND drafted.person_id = signed.person_id
    )
$$;

-- INV-97 as before, with the meetings that signers call.
CREATE OR REPLACE FUNCTION assembly_requisition_meets() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_meeting;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.requisition_id::text, 97));
    SELECT * INTO own FROM assembly_meeting AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.meeting_id;
    IF NOT EXISTS (
        SELECT FROM assembly_requisitionreached AS reached
        WHERE reached.cooperative_id = new.cooperative_id AND reached.requisition_id = new.requisition_id
    ) OR EXISTS (
        SELECT FROM assembly_requisitionmeeting AS earlier
        WHERE earlier.cooperative_id = new.cooperative_id AND earlier.requisition_id = new.requisition_id
            AND assembly_stands(earlier.cooperative_id, earlier.meeting_id) IS DISTINCT FROM 'cancelled'
    ) OR (own.kind = 'special' AND own.ground IN ('requisition', 'signers')) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-97: one special meeting is drafted on a requisition that was reached'
            USING ERRCODE = 'RD097';
    END IF;
    IF own.ground = 'signers' AND NOT assembly_signers_may_call(
        new.cooperative_id, new.requisition_id, new.meeting_id
    ) THEN
        RAISE EXCEPTION 'INV-114: the board has its time to call this meeting' USING ERRCODE = 'RD114';
    END IF;
    RETURN new;
END $$;

-- A meeting that signers call is of a requisition: its call waits for that.
CREATE FUNCTION assembly_signers_call() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assembly_meeting AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.id = new.meeting_id
            AND known.ground = 'signers'
            AND NOT EXISTS (
                SELECT FROM assembly_requisitionmeeting AS own
                WHERE own.cooperative_id = known.cooperative_id AND own.meeting_id = known.id
            )
    ) THEN
        RAISE EXCEPTION 'INV-114: members call only what they required' USING ERRCODE = 'RD114';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER signers_call BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'called') EXECUTE FUNCTION assembly_signers_call();
