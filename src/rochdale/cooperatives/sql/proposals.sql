-- INV-90: a proposed act is decided once, by another person than proposed it; only that one withdraws it.
CREATE FUNCTION cooperatives_decision_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    proposer uuid;
BEGIN
    SELECT proposed.proposed_by INTO proposer FROM cooperatives_proposedact AS proposed
    WHERE proposed.cooperative_id = new.cooperative_id AND proposed.id = new.proposal_id;
    IF (proposer = new.decided_by) <> (new.outcome = 'withdrawn') THEN
        RAISE EXCEPTION 'INV-90: a second person decides, and who proposed withdraws' USING ERRCODE = 'RD090';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER decision_arrives BEFORE INSERT ON cooperatives_proposaldecision
FOR EACH ROW EXECUTE FUNCTION cooperatives_decision_arrives();
