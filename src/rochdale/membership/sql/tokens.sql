-- INV-79: a token opens one cooperative for one person, within bounds that never widen, and is revoked once.
ALTER TABLE membership_accesstoken ADD CONSTRAINT membership_token_hashed
CHECK (octet_length(token_hash) = 32);
ALTER TABLE membership_accesstoken ADD CONSTRAINT membership_token_year
CHECK (expires_at <= made_at + interval '366 days');

CREATE FUNCTION membership_token_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM membership_door AS door
        WHERE door.cooperative_id = new.cooperative_id AND door.sign_in_id = new.sign_in_id
            AND door.person_id = new.person_id
    ) THEN
        RAISE EXCEPTION 'INV-79: a token is made by who may enter' USING ERRCODE = 'RD079';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER token_arrives BEFORE INSERT ON membership_accesstoken
FOR EACH ROW EXECUTE FUNCTION membership_token_arrives();

CREATE FUNCTION membership_token_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before membership_accesstoken := old;
BEGIN
    before.last_used_at := new.last_used_at;
    IF old.revoked_at IS NULL THEN
        before.revoked_at := new.revoked_at;
        before.revoked_act_id := new.revoked_act_id;
    END IF;
    IF before IS DISTINCT FROM new OR new.last_used_at < old.last_used_at THEN
        RAISE EXCEPTION 'INV-79: of a token only its use and its revocation are written later'
            USING ERRCODE = 'RD079';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER token_changes BEFORE UPDATE ON membership_accesstoken
FOR EACH ROW EXECUTE FUNCTION membership_token_changes();
