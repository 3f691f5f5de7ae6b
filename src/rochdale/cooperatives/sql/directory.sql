-- INV-27: the directory of institutions is public; each institution writes its own line and no other.
ALTER TABLE cooperatives_cooperative ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperatives_cooperative FORCE ROW LEVEL SECURITY;
CREATE POLICY directory ON cooperatives_cooperative FOR SELECT USING (TRUE);
CREATE POLICY own_line ON cooperatives_cooperative FOR INSERT
WITH CHECK (id = (SELECT tenancy_current()));
CREATE POLICY own_change ON cooperatives_cooperative FOR UPDATE
USING (id = (SELECT tenancy_current()))
WITH CHECK (id = (SELECT tenancy_current()));

CREATE FUNCTION cooperatives_line_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF to_jsonb(new) - 'business_date' <> to_jsonb(old) - 'business_date' THEN
        RAISE EXCEPTION 'INV-27: of a line of the directory, only the business date moves'
            USING ERRCODE = 'RD027';
    END IF;
    IF new.business_date <= old.business_date THEN
        RAISE EXCEPTION 'INV-26: the business date moves forward, from % not to %', old.business_date, new.business_date
            USING ERRCODE = 'RD026';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER line_changes BEFORE UPDATE ON cooperatives_cooperative
FOR EACH ROW EXECUTE FUNCTION cooperatives_line_changes();
CREATE TRIGGER line_stays BEFORE DELETE ON cooperatives_cooperative
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER lines_stay BEFORE TRUNCATE ON cooperatives_cooperative
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
