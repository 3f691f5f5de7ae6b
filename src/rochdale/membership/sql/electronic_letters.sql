-- Letters by e-mail to persons of the register: only under a consent in force (INV-35).

CREATE FUNCTION membership_letter_consented() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM (
            SELECT consent.id, consent.is_given FROM membership_consent AS consent
            WHERE consent.cooperative_id = new.cooperative_id AND consent.person_id = new.person_id
                AND consent.purpose = 'electronic_letters'
            ORDER BY consent.place DESC LIMIT 1
        ) AS last
        WHERE last.is_given AND last.id = new.consent_id
    ) THEN
        RAISE EXCEPTION 'INV-35: this person does not consent to letters by e-mail' USING ERRCODE = 'RD035';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER letter_consented BEFORE INSERT ON membership_letter
FOR EACH ROW WHEN (new.channel = 'email' AND new.person_id IS NOT NULL)
EXECUTE FUNCTION membership_letter_consented();

-- The worker asks again before it sends: what was withdrawn meanwhile is not used.
CREATE FUNCTION membership_sending_consented() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM membership_letter AS letter
        WHERE letter.cooperative_id = new.cooperative_id AND letter.id = new.letter_id
            AND letter.person_id IS NOT NULL
            AND (
                SELECT consent.is_given FROM membership_consent AS consent
                WHERE consent.cooperative_id = letter.cooperative_id AND consent.person_id = letter.person_id
                    AND consent.purpose = 'electronic_letters'
                ORDER BY consent.place DESC LIMIT 1
            ) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'INV-35: this person does not consent to letters by e-mail' USING ERRCODE = 'RD035';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER sending_consented BEFORE INSERT ON membership_letterdelivery
FOR EACH ROW WHEN (new.outcome = 'sent') EXECUTE FUNCTION membership_sending_consented();

-- INV-62 as before, without a lock of its own for each person's first consent: an import brings tens of thousands,
-- and of two first ones at once the unique place refuses the second.
CREATE OR REPLACE FUNCTION membership_consent_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before membership_consent;
BEGIN
    IF new.place > 1 THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(new.person_id::text, 62));
    END IF;
    SELECT * INTO before FROM membership_consent AS consent
    WHERE consent.cooperative_id = new.cooperative_id AND consent.person_id = new.person_id
        AND consent.purpose = new.purpose
    ORDER BY consent.place DESC LIMIT 1;
    IF new.place <> coalesce(before.place, 0) + 1
        OR new.at < before.at
        OR (new.is_given AND before.is_given AND new.wording <= before.wording)
        OR (NOT new.is_given AND before.is_given IS NOT TRUE) THEN
        RAISE EXCEPTION 'INV-62: this consent was not given, or is given already' USING ERRCODE = 'RD062';
    END IF;
    RETURN new;
END $$;
