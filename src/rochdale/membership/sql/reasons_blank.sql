-- INV-63: the reason of an act and the name of a token go with the particulars of the person, and nothing else of them.
-- These guards stand on tables of the rooms below, because only this room knows who was blanked.

-- Whether one of some persons was blanked.
CREATE FUNCTION membership_is_blanked(wanted_cooperative uuid, wanted_persons uuid []) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM membership_person AS person
        WHERE person.cooperative_id = $1 AND person.id = ANY($2) AND person.blanked_act_id IS NOT NULL
    )
$$;

-- The persons whom a row is about, by its table.
CREATE FUNCTION membership_reason_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    told jsonb := to_jsonb(new);
    about uuid [];
BEGIN
    about := CASE tg_table_name
        WHEN 'audit_act' THEN ARRAY[told ->> 'for_person_id', told ->> 'subject_id', told ->> 'person_id']::uuid []
        WHEN 'cooperatives_proposedact' THEN ARRAY[told ->> 'subject_id']::uuid []
        ELSE (
            SELECT array_agg(asked.subject_id) FROM cooperatives_proposedact AS asked
            WHERE asked.cooperative_id = new.cooperative_id AND asked.id = (told ->> 'proposal_id')::uuid
        )
    END;
    IF told - 'reason' <> to_jsonb(old) - 'reason'
        OR NOT (told ->> 'reason' = '—' OR (told ->> 'reason' = '' AND old.reason = ''))
        OR NOT membership_is_blanked(new.cooperative_id, about) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON audit_act;
CREATE TRIGGER append_only BEFORE DELETE ON audit_act
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER reason_blanks BEFORE UPDATE ON audit_act
FOR EACH ROW EXECUTE FUNCTION membership_reason_blanks();
GRANT UPDATE (reason) ON audit_act TO rochdale_app;

DROP TRIGGER append_only ON cooperatives_proposedact;
CREATE TRIGGER append_only BEFORE DELETE ON cooperatives_proposedact
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER reason_blanks BEFORE UPDATE ON cooperatives_proposedact
FOR EACH ROW EXECUTE FUNCTION membership_reason_blanks();
GRANT UPDATE (reason) ON cooperatives_proposedact TO rochdale_app;

DROP TRIGGER append_only ON cooperatives_proposaldecision;
CREATE TRIGGER append_only BEFORE DELETE ON cooperatives_proposaldecision
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER reason_blanks BEFORE UPDATE ON cooperatives_proposaldecision
FOR EACH ROW EXECUTE FUNCTION membership_reason_blanks();
GRANT UPDATE (reason) ON cooperatives_proposaldecision TO rochdale_app;

-- INV-79 as before; the name of a token goes as well, once its person was blanked.
CREATE OR REPLACE FUNCTION membership_token_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before membership_accesstoken := old;
BEGIN
    before.last_used_at := new.last_used_at;
    IF old.revoked_at IS NULL THEN
        before.revoked_at := new.revoked_at;
        before.revoked_act_id := new.revoked_act_id;
    END IF;
    IF new.name = '—' AND membership_is_blanked(new.cooperative_id, ARRAY[new.person_id]) THEN
        before.name := new.name;
    END IF;
    IF before IS DISTINCT FROM new OR new.last_used_at < old.last_used_at THEN
        RAISE EXCEPTION 'INV-79: of a token only its use and its revocation are written later'
            USING ERRCODE = 'RD079';
    END IF;
    RETURN new;
END $$;
GRANT UPDATE (name) ON membership_accesstoken TO rochdale_app;
