-- INV-89: a document that is published with a vote is the one whose hash every ballot of it signed.

-- The hash to which a vote binds a document of a kind, from the newest verdict on it; null where it binds none.
CREATE FUNCTION assembly_bound_hash(wanted_cooperative uuid, wanted_election uuid, kind text) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT verdict.report #>> ARRAY['figures', 'binding', $3]
    FROM assembly_verdict AS verdict
    WHERE verdict.cooperative_id = $1 AND verdict.election_id = $2
    ORDER BY verdict.verifier DESC
    LIMIT 1
$$;

CREATE FUNCTION assembly_document_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF encode(sha256(new.content), 'hex')
        IS DISTINCT FROM assembly_bound_hash(new.cooperative_id, new.election_id, new.kind) THEN
        RAISE EXCEPTION 'INV-89: this is not the document that the vote is bound to' USING ERRCODE = 'RD089';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER document_arrives BEFORE INSERT ON assembly_electiondocument
FOR EACH ROW EXECUTE FUNCTION assembly_document_arrives();
