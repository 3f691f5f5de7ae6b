-- INV-63: what was said about a line of a roll goes with the particulars of the person of that line, or of who said it,
-- and otherwise stays as it was written. The line itself holds no particulars.
CREATE FUNCTION assembly_roll_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    told jsonb := to_jsonb(new);
    about uuid [];
BEGIN
    SELECT array_agg(concerned.id) INTO about
    FROM assembly_rollline AS line
    LEFT JOIN assembly_rollchallenge AS challenge
        ON line.cooperative_id = challenge.cooperative_id AND line.id = challenge.line_id
            AND challenge.id = CASE tg_table_name
                WHEN 'assembly_rollchallenge' THEN (told ->> 'id')::uuid
                ELSE (told ->> 'challenge_id')::uuid
            END
    CROSS JOIN LATERAL unnest(ARRAY[line.person_id, line.voter_id, challenge.challenger_id]) AS concerned (id)
    WHERE line.cooperative_id = new.cooperative_id
        AND line.id = coalesce((told ->> 'line_id')::uuid, challenge.line_id);
    IF told - 'words' <> to_jsonb(old) - 'words' OR told ->> 'words' <> '—'
        OR NOT membership_is_blanked(new.cooperative_id, about) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON assembly_rollchallenge;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_rollchallenge
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_rollchallenge
FOR EACH ROW EXECUTE FUNCTION assembly_roll_blanks();
GRANT UPDATE (words) ON assembly_rollchallenge TO rochdale_app;

DROP TRIGGER append_only ON assembly_rollanswer;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_rollanswer
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_rollanswer
FOR EACH ROW EXECUTE FUNCTION assembly_roll_blanks();
GRANT UPDATE (words) ON assembly_rollanswer TO rochdale_app;

DROP TRIGGER append_only ON assembly_rollcorrection;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_rollcorrection
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_rollcorrection
FOR EACH ROW EXECUTE FUNCTION assembly_roll_blanks();
GRANT UPDATE (words) ON assembly_rollcorrection TO rochdale_app;
