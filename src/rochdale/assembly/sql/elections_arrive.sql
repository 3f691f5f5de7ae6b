-- INV-81: the archive of a published vote ends with the event that was recorded as its head.

-- Whether the last record of an archive is the event with this hash: its name, its content and its end, to the byte.
CREATE FUNCTION assembly_ends_with(archive bytea, head text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    start integer := position(convert_to(head || '.event.json', 'UTF8') IN archive);
    size bigint := 0;
BEGIN
    IF start = 0 OR start + 511 > length(archive) THEN
        RETURN FALSE;
    END IF;
    -- How long the record is, as tar writes it: eleven octal digits.
    FOR digit IN 0..10 LOOP
        size := size * 8 + get_byte(archive, start + 123 + digit) - 48;
    END LOOP;
    -- The cases in this order: nothing is cut out of an archive by a size that makes no sense.
    RETURN CASE
        WHEN size NOT BETWEEN 1 AND 4096 THEN FALSE
        WHEN start - 1 + 512 + (size + 511) / 512 * 512 <> length(archive) THEN FALSE
        ELSE sha256(substring(archive FROM start + 512 FOR size::integer)) = decode(head, 'hex')
    END;
END $$;

CREATE FUNCTION assembly_election_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_ends_with(new.archive, new.head) THEN
        RAISE EXCEPTION 'INV-81: the archive of a vote ends with its head' USING ERRCODE = 'RD081';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER election_arrives BEFORE INSERT ON assembly_election
FOR EACH ROW EXECUTE FUNCTION assembly_election_arrives();
