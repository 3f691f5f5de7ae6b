-- The cooperative whose rows this transaction may see; null, and so none at all, until it is set.
CREATE FUNCTION tenancy_current() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('rochdale.cooperative_id', true), '')::uuid $$;

-- The sign-in on whose behalf this transaction looks for its own doors, before a cooperative is chosen.
CREATE FUNCTION tenancy_sign_in() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('rochdale.sign_in_id', true), '')::uuid $$;

-- INV-02: what is written in an append-only table stays as it was written.
CREATE FUNCTION tenancy_refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'INV-02: rows of % are never changed or removed', tg_table_name
        USING ERRCODE = 'RD002';
END $$;

-- INV-01: rows are written inside a cooperative that exists; the policies hold each row to that one.
CREATE FUNCTION tenancy_require_cooperative() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cooperatives_cooperative WHERE id = tenancy_current()) THEN
        RAISE EXCEPTION 'INV-01: rows of % are written inside a cooperative', tg_table_name
            USING ERRCODE = 'RD001';
    END IF;
    RETURN NULL;
END $$;
