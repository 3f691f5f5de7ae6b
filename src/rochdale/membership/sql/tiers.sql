-- Who may be a member on which tier (INV-36): persons own a primary cooperative, cooperatives own the others.

CREATE FUNCTION membership_tier_rank(tier text) RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$ SELECT array_position(ARRAY['primary', 'federation', 'confederation'], $1) $$;

CREATE FUNCTION membership_lines_of_tier() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_lines AS line
        INNER JOIN cooperatives_cooperative AS own ON own.id = line.cooperative_id
        INNER JOIN membership_person AS person
            ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id
        LEFT JOIN cooperatives_cooperative AS other ON other.slug = nullif(person.cooperative_slug, '')
        WHERE (own.tier <> 'primary' AND person.kind = 'natural')
            OR (person.cooperative_slug <> '' AND other.id IS NULL)
            OR membership_tier_rank(other.tier) >= membership_tier_rank(own.tier)
    ) THEN
        RAISE EXCEPTION 'INV-36: this is no member for a cooperative of this tier' USING ERRCODE = 'RD036';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER lines_of_tier AFTER INSERT ON membership_member
REFERENCING NEW TABLE AS new_lines
FOR EACH STATEMENT EXECUTE FUNCTION membership_lines_of_tier();
