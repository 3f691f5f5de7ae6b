-- The register: a line is written once, and its number is never given again.

-- INV-30, INV-31: of a line only its end is written later, once, by an act of its own.
CREATE FUNCTION membership_line_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF to_jsonb(new) - '{left_on,left_act_id}'::text[] <> to_jsonb(old) - '{left_on,left_act_id}'::text[]
        OR old.left_on IS NOT NULL
        OR new.left_act_id IS NOT DISTINCT FROM old.act_id THEN
        RAISE EXCEPTION 'INV-31: of a line of the register only its end is written later, and once'
            USING ERRCODE = 'RD031';
    END IF;
    RETURN new;
END $$;

-- INV-30: a number, once given, stays taken: lines never go away.
CREATE TRIGGER line_changes BEFORE UPDATE ON membership_member
FOR EACH ROW EXECUTE FUNCTION membership_line_changes();
CREATE TRIGGER line_stays BEFORE DELETE ON membership_member
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER lines_stay BEFORE TRUNCATE ON membership_member
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();

-- INV-32: nobody is a member twice on one day. The person is written as text here so that this index, slow to
-- read, is never taken to look a member up.
ALTER TABLE membership_member ADD CONSTRAINT membership_member_apart EXCLUDE USING gist (
    cooperative_id WITH =,
    (person_id::text) WITH =,
    daterange(joined_on, left_on) WITH &&
);

-- INV-33: a door leads from a sign-in that exists; sign-ins belong to no cooperative, hence no wall here.
ALTER TABLE membership_door ADD CONSTRAINT membership_door_sign_in_exists
FOREIGN KEY (sign_in_id) REFERENCES membership_signin (id);

-- Before it has chosen a cooperative, a sign-in sees its own doors, and can do no more than see them.
CREATE POLICY own_doors ON membership_door FOR SELECT
USING (sign_in_id = (SELECT tenancy_sign_in()));

-- The highest number ever given, under a lock that lasts until the transaction ends. The lock is taken by a
-- statement of its own: the next one then sees what the last holder of the lock committed.
CREATE FUNCTION membership_last_number(own_id uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('membership.register', 0) # hashtextextended(own_id::text, 0));
    RETURN (
        SELECT coalesce(max(line.number), 0) FROM membership_member AS line WHERE line.cooperative_id = own_id
    );
END $$;
