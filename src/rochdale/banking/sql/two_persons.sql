-- INV-42: nobody decides on what he or she asked for, and what was approved is the entry that was asked for.
CREATE FUNCTION banking_decision_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    asked banking_pending;
BEGIN
    SELECT * INTO asked FROM banking_pending
    WHERE cooperative_id = new.cooperative_id AND id = new.pending_id;
    IF asked.asked_by = new.decided_by THEN
        RAISE EXCEPTION 'INV-42: a second person decides' USING ERRCODE = 'RD042';
    END IF;
    IF new.entry_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM ledger_entry AS entry
        WHERE entry.cooperative_id = new.cooperative_id AND entry.id = new.entry_id
            AND entry.idempotency_key = asked.idempotency_key
    ) THEN
        RAISE EXCEPTION 'INV-42: what was approved is the entry that was asked for' USING ERRCODE = 'RD042';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER arrives BEFORE INSERT ON banking_decision
FOR EACH ROW EXECUTE FUNCTION banking_decision_arrives();
