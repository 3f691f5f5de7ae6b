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
    IF EXISTS (
        SELECT FROM ledger_hold AS hold
        WHERE hold.cooperative_id = new.cooperative_id AND hold.id = asked.hold_id
            AND hold.amount_minor <> (
                SELECT coalesce(sum(step.amount_minor), 0) FROM ledger_holdstep AS step
                WHERE step.cooperative_id = hold.cooperative_id AND step.hold_id = hold.id
            )
    ) THEN
        RAISE EXCEPTION 'INV-43: what was decided holds nothing any more' USING ERRCODE = 'RD043';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER arrives BEFORE INSERT ON banking_decision
FOR EACH ROW EXECUTE FUNCTION banking_decision_arrives();

-- INV-43: what would leave an account with a limit of its own is held from the moment of asking.
CREATE FUNCTION banking_pending_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.hold_id IS NULL AND new.kind IN ('withdrawal', 'transfer') AND EXISTS (
        SELECT FROM ledger_balance AS kept
        WHERE kept.cooperative_id = new.cooperative_id AND kept.account_id = new.account_id AND kept.side = -1
    ) THEN
        RAISE EXCEPTION 'INV-43: what would leave an account is held' USING ERRCODE = 'RD043';
    END IF;
    IF new.hold_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM ledger_hold AS hold
        WHERE hold.cooperative_id = new.cooperative_id AND hold.id = new.hold_id
            AND hold.account_id = new.account_id AND hold.amount_minor = new.amount_minor
    ) THEN
        RAISE EXCEPTION 'INV-43: an operation that waits has its own hold, and the whole of it' USING ERRCODE = 'RD043';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER arrives BEFORE INSERT ON banking_pending
FOR EACH ROW EXECUTE FUNCTION banking_pending_arrives();
