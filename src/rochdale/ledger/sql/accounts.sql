-- What may change of an account, and what never does.

CREATE FUNCTION ledger_account_arrives() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    above ledger_account;
BEGIN
    IF new.control_id IS NOT NULL THEN
        SELECT * INTO above FROM ledger_account
        WHERE cooperative_id = new.cooperative_id AND id = new.control_id;
        IF above.id IS NULL OR NOT above.is_control
            OR above.currency <> new.currency OR above.account_class <> new.account_class THEN
            PERFORM ledger_refuse(
                'RD005', 'INV-05: a control account is one, of the same class and currency',
                jsonb_build_object('account', new.id, 'control', new.control_id)
            );
        END IF;
    END IF;
    IF new.keeps_balance THEN
        INSERT INTO ledger_balance (cooperative_id, account_id, side, balance_minor, held_minor, overdraft_minor)
        VALUES (new.cooperative_id, new.id, new.side, 0, 0, 0);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_account_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(ledger_books_key());
    IF old.state = 'closed' THEN
        PERFORM ledger_refuse('RD005', 'INV-05: a closed account stays closed', jsonb_build_object('account', old.id));
    END IF;
    IF (new.cooperative_id, new.id, new.number, new.account_class, new.side, new.currency, new.is_control,
        new.keeps_balance, new.control_id, new.role, new.opened_on)
        IS DISTINCT FROM (old.cooperative_id, old.id, old.number, old.account_class, old.side, old.currency,
        old.is_control, old.keeps_balance, old.control_id, old.role, old.opened_on) THEN
        PERFORM ledger_refuse(
            'RD002', 'INV-02: what an account is never changes', jsonb_build_object('account', old.id)
        );
    END IF;
    IF new.state = 'closed' AND (
        ledger_balance_on(old.id, 'infinity') <> 0
        OR EXISTS (
            SELECT FROM ledger_balance AS kept
            WHERE kept.cooperative_id = old.cooperative_id AND kept.account_id = old.id AND kept.held_minor <> 0
        )
    ) THEN
        PERFORM ledger_refuse(
            'RD005', 'INV-05: an account is closed when nothing is on it', jsonb_build_object('account', old.id)
        );
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER arrives AFTER INSERT ON ledger_account
FOR EACH ROW EXECUTE FUNCTION ledger_account_arrives();

CREATE TRIGGER changes BEFORE UPDATE ON ledger_account
FOR EACH ROW EXECUTE FUNCTION ledger_account_changes();

CREATE TRIGGER stays BEFORE DELETE ON ledger_account
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
