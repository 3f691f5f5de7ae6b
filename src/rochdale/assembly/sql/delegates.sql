-- INV-130: to an assembly of delegates of a primary cooperative come those who held a seat of delegates on the record
-- date, each by that mandate; on no other roll does anybody stand by one.
ALTER TABLE assembly_rollline ADD CONSTRAINT assembly_rollline_mandate_id_wall
FOREIGN KEY (cooperative_id, mandate_id) REFERENCES assembly_mandate (cooperative_id, id);

-- Whether who votes for a line held its mandate on the record date. What ended by an act after the drawing, or as good
-- as with it, was not known to it.
CREATE FUNCTION assembly_line_has_mandate(line assembly_rollline, record_date date, drawn_at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_mandate AS mandate
        INNER JOIN assembly_body AS body
            ON mandate.cooperative_id = body.cooperative_id AND mandate.body_id = body.id
        LEFT JOIN audit_act AS ending
            ON mandate.cooperative_id = ending.cooperative_id AND mandate.ended_act_id = ending.id
        WHERE mandate.cooperative_id = line.cooperative_id AND mandate.id = line.mandate_id
            AND body.kind = 'delegates' AND mandate.person_id = line.voter_id
            AND mandate.from_on <= record_date AND mandate.until_on > record_date
            AND (
                mandate.ended_on IS NULL OR mandate.ended_on > record_date
                OR ending.at > drawn_at - interval '1 minute'
            )
    )
$$;

CREATE FUNCTION assembly_delegates_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added
        INNER JOIN assembly_roll AS roll ON added.cooperative_id = roll.cooperative_id AND added.roll_id = roll.id
        INNER JOIN assembly_meeting AS meeting
            ON roll.cooperative_id = meeting.cooperative_id AND roll.meeting_id = meeting.id
        INNER JOIN cooperatives_cooperative AS own ON roll.cooperative_id = own.id
        WHERE CASE
            WHEN meeting.kind = 'delegates' AND own.tier = 'primary' THEN NOT assembly_line_has_mandate(
                jsonb_populate_record(NULL::assembly_rollline, to_jsonb(added)), roll.record_date, roll.drawn_at
            )
            ELSE added.mandate_id IS NOT NULL
        END
    ) THEN
        RAISE EXCEPTION 'INV-130: delegates come by their mandates' USING ERRCODE = 'RD130';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER delegates_arrive AFTER INSERT ON assembly_rollline
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION assembly_delegates_arrive();
