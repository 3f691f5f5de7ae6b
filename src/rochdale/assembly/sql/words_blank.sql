-- INV-63: what somebody objected, what was theirs to do, what they asked a meeting and why they moved something go with
-- their particulars, and otherwise stay as they were written. That they did it stays, by its act; a motion keeps its
-- wording, which is the meeting's.
CREATE FUNCTION assembly_words_blank() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    told jsonb := to_jsonb(new);
    field text := CASE tg_table_name WHEN 'assembly_motion' THEN 'reason' ELSE 'words' END;
    about uuid [];
BEGIN
    about := CASE tg_table_name
        WHEN 'assembly_followupstep' THEN (
            SELECT ARRAY[own.person_id, (told ->> 'person_id')::uuid] FROM assembly_followup AS own
            WHERE own.cooperative_id = new.cooperative_id AND own.id = (told ->> 'follow_up_id')::uuid
        )
        WHEN 'assembly_motion' THEN (
            SELECT ARRAY[line.person_id] FROM membership_member AS line
            WHERE line.cooperative_id = new.cooperative_id AND line.id = (told ->> 'member_id')::uuid
        )
        ELSE ARRAY[(told ->> 'person_id')::uuid]
    END;
    IF told - field <> to_jsonb(old) - field OR told ->> field <> '—'
        OR NOT membership_is_blanked(new.cooperative_id, about) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON assembly_objection;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_objection
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_objection
FOR EACH ROW EXECUTE FUNCTION assembly_words_blank();
GRANT UPDATE (words) ON assembly_objection TO rochdale_app;

DROP TRIGGER append_only ON assembly_followup;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_followup
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_followup
FOR EACH ROW EXECUTE FUNCTION assembly_words_blank();
GRANT UPDATE (words) ON assembly_followup TO rochdale_app;

DROP TRIGGER append_only ON assembly_followupstep;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_followupstep
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_followupstep
FOR EACH ROW EXECUTE FUNCTION assembly_words_blank();
GRANT UPDATE (words) ON assembly_followupstep TO rochdale_app;

DROP TRIGGER append_only ON assembly_question;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_question
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_question
FOR EACH ROW EXECUTE FUNCTION assembly_words_blank();
GRANT UPDATE (words) ON assembly_question TO rochdale_app;

DROP TRIGGER append_only ON assembly_motion;
CREATE TRIGGER append_only BEFORE DELETE ON assembly_motion
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER words_blank BEFORE UPDATE ON assembly_motion
FOR EACH ROW EXECUTE FUNCTION assembly_words_blank();
GRANT UPDATE (reason) ON assembly_motion TO rochdale_app;
