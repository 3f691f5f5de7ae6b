-- Letters: each leads to its act, and is delivered or still due (INV-60); what happened is written once (INV-61).

-- INV-61: what happens to a letter comes in its order, from 1, and nothing comes after it was sent or posted.
CREATE FUNCTION membership_delivery_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own membership_letter;
    before membership_letterdelivery;
BEGIN
    SELECT * INTO own FROM membership_letter AS letter
    WHERE letter.cooperative_id = new.cooperative_id AND letter.id = new.letter_id FOR UPDATE;
    SELECT * INTO before FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = new.cooperative_id AND delivery.letter_id = new.letter_id
    ORDER BY delivery.place DESC LIMIT 1;
    IF new.place <> coalesce(before.place, 0) + 1
        OR new.at < before.at
        OR before.outcome IN ('sent', 'posted')
        OR (before.outcome = 'given_up' AND new.outcome <> 'posted')
        OR (before.outcome = 'failed' AND new.outcome = 'posted')
        OR (before.id IS NULL AND (new.outcome = 'posted') <> (own.channel = 'paper')) THEN
        RAISE EXCEPTION 'INV-61: this cannot happen to the letter now' USING ERRCODE = 'RD061';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER delivery_arrives BEFORE INSERT ON membership_letterdelivery
FOR EACH ROW EXECUTE FUNCTION membership_delivery_arrives();

-- INV-60: where a letter goes by e-mail, the job that sends it is committed with it, and with each failed try.
CREATE FUNCTION membership_letter_is_due() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own_letter_id uuid := CASE tg_table_name WHEN 'membership_letter' THEN new.id
        ELSE (to_jsonb(new) ->> 'letter_id')::uuid END;
BEGIN
    IF NOT EXISTS (
        SELECT FROM membership_letter AS letter
        WHERE letter.cooperative_id = new.cooperative_id AND letter.id = own_letter_id
            AND letter.settled_at IS NOT NULL
    ) AND NOT EXISTS (
        SELECT FROM procrastinate_jobs AS job
        WHERE job.queueing_lock = own_letter_id::text AND job.status = 'todo'
    ) THEN
        RAISE EXCEPTION 'INV-60: a letter that is to be sent waits for nobody' USING ERRCODE = 'RD060';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER letter_is_due AFTER INSERT ON membership_letter
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.channel = 'email') EXECUTE FUNCTION membership_letter_is_due();
CREATE CONSTRAINT TRIGGER letter_is_due_again AFTER INSERT ON membership_letterdelivery
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.outcome = 'failed') EXECUTE FUNCTION membership_letter_is_due();

-- INV-60, INV-61: a letter is settled once, when it was sent or posted; its words go away once, and never come back.
CREATE FUNCTION membership_letter_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (old.settled_at IS DISTINCT FROM new.settled_at AND (old.settled_at IS NOT NULL OR NOT EXISTS (
            SELECT FROM membership_letterdelivery AS delivery
            WHERE delivery.cooperative_id = new.cooperative_id AND delivery.letter_id = new.id
                AND delivery.outcome IN ('sent', 'posted')
        )))
        OR ((old.address, old.recipient, old.subject, old.body, old.blanked_act_id)
            IS DISTINCT FROM (new.address, new.recipient, new.subject, new.body, new.blanked_act_id)
            AND (old.blanked_act_id IS NOT NULL OR new.blanked_act_id IS NULL))
        OR to_jsonb(new) - '{settled_at,address,recipient,subject,body,blanked_act_id}'::text []
            <> to_jsonb(old) - '{settled_at,address,recipient,subject,body,blanked_act_id}'::text [] THEN
        RAISE EXCEPTION 'INV-61: a letter stays as it was written' USING ERRCODE = 'RD061';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER letter_changes BEFORE UPDATE ON membership_letter
FOR EACH ROW EXECUTE FUNCTION membership_letter_changes();
CREATE TRIGGER letter_stays BEFORE DELETE ON membership_letter
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER letters_stay BEFORE TRUNCATE ON membership_letter
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();
