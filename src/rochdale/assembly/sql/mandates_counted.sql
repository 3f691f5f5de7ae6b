ALTER TABLE assembly_mandate ADD CONSTRAINT assembly_mandate_result_id_wall
FOREIGN KEY (cooperative_id, result_id) REFERENCES assembly_electionresult (cooperative_id, id);

-- INV-108: where nominations were called for, a mandate comes from the result of that election: for its seat, to who is
-- elected, and until its day. Without a result it is of an election that was not held here, and says so.
CREATE FUNCTION assembly_mandate_is_counted(mandate assembly_mandate) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN mandate.result_id IS NULL THEN NOT EXISTS (
        SELECT FROM assembly_agendaitem AS item
        INNER JOIN assembly_meetingversion AS plan
            ON item.cooperative_id = plan.cooperative_id AND item.version_id = plan.id
        INNER JOIN assembly_nominationcall AS asked
            ON plan.cooperative_id = asked.cooperative_id AND plan.meeting_id = asked.meeting_id
        WHERE item.cooperative_id = mandate.cooperative_id AND item.id = mandate.item_id
            AND asked.body_id = mandate.body_id
    ) ELSE EXISTS (
        SELECT FROM assembly_electionresult AS result
        INNER JOIN assembly_resultseat AS seated
            ON result.cooperative_id = seated.cooperative_id AND result.id = seated.result_id
        INNER JOIN assembly_nomination AS elected
            ON seated.cooperative_id = elected.cooperative_id AND seated.nomination_id = elected.id
        WHERE result.cooperative_id = mandate.cooperative_id AND result.id = mandate.result_id
            AND result.item_id = mandate.item_id AND result.body_id = mandate.body_id
            AND seated.seat_id = mandate.seat_id AND elected.person_id = mandate.person_id
            AND seated.until_on = mandate.until_on
    ) END
$$;

CREATE FUNCTION assembly_elected_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_mandate_is_counted(new) THEN
        RAISE EXCEPTION 'INV-108: who was elected by a count has the mandate of that count' USING ERRCODE = 'RD108';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER elected_arrives BEFORE INSERT ON assembly_mandate
FOR EACH ROW WHEN (new.source = 'election') EXECUTE FUNCTION assembly_elected_arrives();
