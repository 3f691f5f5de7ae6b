-- INV-113: attendance is of a body that met: of the board where the board met, of another body where a committee did.
CREATE FUNCTION assembly_body_attendance_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF NOT EXISTS (
        SELECT FROM assembly_meeting AS meeting
        INNER JOIN assembly_body AS body
            ON meeting.cooperative_id = body.cooperative_id AND body.id = new.body_id
        WHERE meeting.cooperative_id = new.cooperative_id AND meeting.id = new.meeting_id
            AND meeting.kind = CASE WHEN body.kind = 'board' THEN 'board' ELSE 'committee' END
            AND assembly_stands(meeting.cooperative_id, meeting.id) IN ('opened', 'adjourned', 'closed')
    )
        OR new.version <> 1 + (
            SELECT count(*) FROM assembly_bodyattendance AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        )
        OR EXISTS (
            SELECT FROM assembly_bodyattendance AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
                AND known.body_id <> new.body_id
        )
    THEN
        RAISE EXCEPTION 'INV-113: this is no meeting of that body' USING ERRCODE = 'RD113';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER attendance_arrives BEFORE INSERT ON assembly_bodyattendance
FOR EACH ROW EXECUTE FUNCTION assembly_body_attendance_arrives();

-- The mandates of a body on the day on which a meeting was first opened, but for those that this very meeting gave.
CREATE FUNCTION assembly_seated(of_cooperative uuid, of_meeting uuid, of_body uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE
AS $$
    SELECT mandate.id
    FROM assembly_mandate AS mandate
    CROSS JOIN LATERAL (
        SELECT min(step.on_date) AS on_date FROM assembly_meetingstep AS step
        WHERE step.cooperative_id = of_cooperative AND step.meeting_id = of_meeting AND step.kind = 'opened'
    ) AS opened
    LEFT JOIN assembly_resolution AS given
        ON mandate.cooperative_id = given.cooperative_id AND mandate.resolution_id = given.id
    WHERE mandate.cooperative_id = of_cooperative AND mandate.body_id = of_body
        AND daterange(mandate.from_on, least(mandate.until_on, mandate.ended_on)) @> opened.on_date
        AND given.meeting_id IS DISTINCT FROM of_meeting
$$;

-- A line for each of them, and none besides. Lines come first, so that it is asked at once: who is given a seat later
-- that day was not there to come.
CREATE FUNCTION assembly_body_attendance_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.lines_stated <> (
        SELECT count(*) FROM assembly_bodyattendanceline AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.attendance_id = new.id
    ) OR EXISTS (
        SELECT FROM assembly_seated(new.cooperative_id, new.meeting_id, new.body_id) AS seated
        FULL JOIN (
            SELECT line.mandate_id FROM assembly_bodyattendanceline AS line
            WHERE line.cooperative_id = new.cooperative_id AND line.attendance_id = new.id
        ) AS line ON seated = line.mandate_id
        WHERE seated IS NULL OR line.mandate_id IS NULL
    ) THEN
        RAISE EXCEPTION 'INV-113: attendance has a line for everybody who held a seat' USING ERRCODE = 'RD113';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER attendance_is_whole AFTER INSERT ON assembly_bodyattendance
FOR EACH ROW EXECUTE FUNCTION assembly_body_attendance_ends();

-- None is slipped in later.
CREATE FUNCTION assembly_body_attendance_lines_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assembly_bodyattendance AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.attendance_id
    ) THEN
        RAISE EXCEPTION 'INV-113: attendance that was written down stands' USING ERRCODE = 'RD113';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER line_arrives BEFORE INSERT ON assembly_bodyattendanceline
FOR EACH ROW EXECUTE FUNCTION assembly_body_attendance_lines_arrive();
