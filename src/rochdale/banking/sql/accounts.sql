-- INV-40: an account of a member stands under the control account of its product.
CREATE FUNCTION banking_memberaccount_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT arrived.account_id INTO wrong
    FROM new_accounts AS arrived
    LEFT JOIN banking_product AS product
        ON product.cooperative_id = arrived.cooperative_id AND product.code = arrived.product
    LEFT JOIN ledger_account AS account
        ON account.cooperative_id = arrived.cooperative_id AND account.id = arrived.account_id
    LEFT JOIN ledger_account AS control
        ON control.cooperative_id = account.cooperative_id AND control.id = account.control_id
    WHERE control.role IS DISTINCT FROM product.control_role
        OR account.owner_id IS DISTINCT FROM arrived.person_id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'INV-40: an account of a member stands under the control account of its product'
            USING ERRCODE = 'RD040', DETAIL = to_jsonb(wrong)::text;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER arrives AFTER INSERT ON banking_memberaccount
REFERENCING NEW TABLE AS new_accounts
FOR EACH STATEMENT EXECUTE FUNCTION banking_memberaccount_arrives();

-- INV-41: of a holder only the end is ever written, and once.
CREATE FUNCTION banking_holder_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF old.until IS NOT NULL OR new.until IS NULL OR to_jsonb(new) - 'until' <> to_jsonb(old) - 'until' THEN
        RAISE EXCEPTION 'INV-41: of a holder only the end is written later' USING ERRCODE = 'RD041';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER changes BEFORE UPDATE ON banking_holder
FOR EACH ROW EXECUTE FUNCTION banking_holder_changes();

CREATE TRIGGER stays BEFORE DELETE ON banking_holder
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
