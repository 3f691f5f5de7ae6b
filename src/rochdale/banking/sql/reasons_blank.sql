-- INV-63: the reasons of an operation that took two go with the particulars of whoever may use the account, and nothing
-- else of it. The columns that may be written are the reasons alone.
CREATE FUNCTION banking_reason_blanks() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    told jsonb := to_jsonb(new);
    about uuid [];
BEGIN
    SELECT array_agg(holder.person_id) INTO about
    FROM banking_pending AS asked
    INNER JOIN banking_holder AS holder
        ON
            asked.cooperative_id = holder.cooperative_id
            AND holder.account_id IN (asked.account_id, asked.other_account_id)
    WHERE
        asked.cooperative_id = new.cooperative_id
        AND asked.id = coalesce(told ->> 'pending_id', told ->> 'id')::uuid;
    IF told - 'reason' <> to_jsonb(old) - 'reason'
        OR NOT (told ->> 'reason' = '—' OR (told ->> 'reason' = '' AND old.reason = ''))
        OR NOT membership_is_blanked(new.cooperative_id, about) THEN
        RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name USING ERRCODE = 'RD002';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER append_only ON banking_pending;
CREATE TRIGGER append_only BEFORE DELETE ON banking_pending
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER reason_blanks BEFORE UPDATE ON banking_pending
FOR EACH ROW EXECUTE FUNCTION banking_reason_blanks();
GRANT UPDATE (reason) ON banking_pending TO rochdale_app;

DROP TRIGGER append_only ON banking_decision;
CREATE TRIGGER append_only BEFORE DELETE ON banking_decision
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER reason_blanks BEFORE UPDATE ON banking_decision
FOR EACH ROW EXECUTE FUNCTION banking_reason_blanks();
GRANT UPDATE (reason) ON banking_decision TO rochdale_app;
