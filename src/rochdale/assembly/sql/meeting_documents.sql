-- INV-83: a paper of a meeting is what its hash says, and is numbered without a gap.
CREATE FUNCTION assembly_meeting_document_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF new.digest <> encode(sha256(new.content), 'hex')
        OR new.size <> octet_length(new.content)
        OR assembly_stands(new.cooperative_id, new.meeting_id) IN ('closed', 'cancelled')
        OR new.number NOT BETWEEN 1 AND 1 + coalesce(
            (
                SELECT max(known.number) FROM assembly_meetingdocument AS known
                WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
            ), 0
        )
    THEN
        RAISE EXCEPTION 'INV-83: a paper of a meeting is what its hash says' USING ERRCODE = 'RD083';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER document_arrives BEFORE INSERT ON assembly_meetingdocument
FOR EACH ROW EXECUTE FUNCTION assembly_meeting_document_arrives();
