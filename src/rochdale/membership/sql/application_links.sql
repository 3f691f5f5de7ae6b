-- INV-118: a link is sent anew in a letter of the same act, to the address that the applicant gave.
CREATE FUNCTION membership_application_link_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM membership_application AS asked
        INNER JOIN membership_letter AS letter
            ON asked.cooperative_id = letter.cooperative_id AND letter.address = asked.email
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.application_id
            AND asked.blanked_on IS NULL AND asked.email <> ''
            AND letter.id = new.letter_id AND letter.act_id = new.act_id AND letter.channel = 'email'
    ) THEN
        RAISE EXCEPTION 'INV-118: a link is sent to the address of its application' USING ERRCODE = 'RD118';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER application_link_arrives BEFORE INSERT ON membership_applicationlink
FOR EACH ROW EXECUTE FUNCTION membership_application_link_arrives();
