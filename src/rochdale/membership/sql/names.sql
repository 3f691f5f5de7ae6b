-- INV-34: the words of every person's folded name, kept beside it by the database itself.

CREATE FUNCTION membership_names_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO membership_nameword (cooperative_id, word, person_id)
    SELECT DISTINCT person.cooperative_id, part.word, person.id
    FROM new_persons AS person
    CROSS JOIN LATERAL string_to_table(person.sorting_name, ' ') AS part (word)
    WHERE part.word <> '';
    RETURN NULL;
END $$;

CREATE FUNCTION membership_names_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM membership_nameword AS known
    USING old_persons AS person
    WHERE known.cooperative_id = person.cooperative_id AND known.person_id = person.id;
    INSERT INTO membership_nameword (cooperative_id, word, person_id)
    SELECT DISTINCT person.cooperative_id, part.word, person.id
    FROM new_persons AS person
    CROSS JOIN LATERAL string_to_table(person.sorting_name, ' ') AS part (word)
    WHERE part.word <> '';
    RETURN NULL;
END $$;

CREATE TRIGGER names_arrive AFTER INSERT ON membership_person
REFERENCING NEW TABLE AS new_persons
FOR EACH STATEMENT EXECUTE FUNCTION membership_names_arrive();
CREATE TRIGGER names_change AFTER UPDATE ON membership_person
REFERENCING OLD TABLE AS old_persons NEW TABLE AS new_persons
FOR EACH STATEMENT EXECUTE FUNCTION membership_names_change();
CREATE INDEX membership_nameword_person ON membership_nameword (cooperative_id, person_id);
