-- Holds: what is set aside counts against the limit at once (INV-06), and leaves a hold only once (INV-11).

CREATE FUNCTION ledger_hold_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    room bigint;
    known ledger_account;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ledger_books_key());
    SELECT * INTO known FROM ledger_account WHERE cooperative_id = new.cooperative_id AND id = new.account_id;
    IF known.state IN ('closed', 'frozen', CASE WHEN known.side = 1 THEN 'credit_frozen' ELSE 'debit_frozen' END) THEN
        PERFORM ledger_refuse(
            'RD005', 'INV-05: the account takes no such posting', jsonb_build_object('account_id', new.account_id)
        );
    END IF;
    UPDATE ledger_balance AS kept SET held_minor = kept.held_minor + new.amount_minor
    WHERE kept.cooperative_id = new.cooperative_id AND kept.account_id = new.account_id
    RETURNING kept.side * kept.balance_minor - kept.held_minor + kept.overdraft_minor INTO room;
    IF room IS NULL OR room < 0 THEN
        PERFORM ledger_refuse(
            'RD006', 'INV-06: the account does not hold as much', jsonb_build_object('account_id', new.account_id)
        );
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_holdstep_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    held ledger_hold;
    gone bigint;
BEGIN
    SELECT * INTO held FROM ledger_hold WHERE cooperative_id = new.cooperative_id AND id = new.hold_id;
    PERFORM FROM ledger_balance AS kept
    WHERE kept.cooperative_id = held.cooperative_id AND kept.account_id = held.account_id
    FOR NO KEY UPDATE;
    SELECT sum(step.amount_minor) INTO gone FROM ledger_holdstep AS step
    WHERE step.cooperative_id = new.cooperative_id AND step.hold_id = new.hold_id;
    IF gone > held.amount_minor THEN
        PERFORM ledger_refuse(
            'RD011', 'INV-11: no more leaves a hold than it holds', jsonb_build_object('hold', new.hold_id)
        );
    END IF;
    UPDATE ledger_balance AS kept SET held_minor = kept.held_minor - new.amount_minor
    WHERE kept.cooperative_id = held.cooperative_id AND kept.account_id = held.account_id;
    RETURN NULL;
END $$;

CREATE TRIGGER arrives AFTER INSERT ON ledger_hold
FOR EACH ROW EXECUTE FUNCTION ledger_hold_arrives();

CREATE TRIGGER arrives AFTER INSERT ON ledger_holdstep
FOR EACH ROW EXECUTE FUNCTION ledger_holdstep_arrives();
