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
