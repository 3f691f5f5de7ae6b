-- The secret links of trustees.

-- INV-116: a link is written in a letter of the same act, while the ballot goes on, in its place.
CREATE FUNCTION assembly_ballot_link_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.ballot_id::text, 101));
    IF new.place <> 1 + (
            SELECT count(*) FROM assembly_ballotlink AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.trustee_id = new.trustee_id
        )
        OR assembly_ballot_stands(new.cooperative_id, new.ballot_id) IN ('counted', 'given_up')
        OR NOT EXISTS (
            SELECT FROM assembly_ballottrustee AS trustee
            WHERE trustee.cooperative_id = new.cooperative_id AND trustee.id = new.trustee_id
                AND trustee.ballot_id = new.ballot_id AND trustee.token_hash <> new.token_hash
        )
        OR NOT EXISTS (
            SELECT FROM membership_letter AS letter
            WHERE letter.cooperative_id = new.cooperative_id AND letter.id = new.letter_id
                AND letter.act_id = new.act_id
        )
    THEN
        RAISE EXCEPTION 'INV-116: a link comes in a letter to its trustee, by the same act' USING ERRCODE = 'RD116';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_link_arrives BEFORE INSERT ON assembly_ballotlink
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_link_arrives();

-- INV-116: whose page a link opens: it is the first, or was sent since, and none was sent in its place.
CREATE FUNCTION assembly_trustee_of_link(of_cooperative uuid, of_ballot uuid, hash bytea) RETURNS uuid
LANGUAGE sql STABLE
AS $$
    WITH found AS (
        SELECT trustee.id, 0 AS place FROM assembly_ballottrustee AS trustee
        WHERE trustee.cooperative_id = of_cooperative AND trustee.ballot_id = of_ballot
            AND trustee.token_hash = hash
        UNION ALL
        SELECT link.trustee_id, link.place FROM assembly_ballotlink AS link
        WHERE link.cooperative_id = of_cooperative AND link.ballot_id = of_ballot AND link.token_hash = hash
    )

    SELECT found.id FROM found
    WHERE NOT EXISTS (
        SELECT FROM assembly_ballotlink AS later
        WHERE later.cooperative_id = of_cooperative AND later.trustee_id = found.id
            AND later.place > found.place AND later.replaces
    )
$$;
