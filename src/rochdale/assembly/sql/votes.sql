-- Votes: who may vote, once, in the window; and what was counted.

-- Whether a line may vote: it stands on the frozen roll of its meeting, entitled as drawn or as corrected last.
CREATE FUNCTION assembly_may_vote(line assembly_rollline) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(
        (
            SELECT correction.reasons FROM assembly_rollcorrection AS correction
            WHERE correction.cooperative_id = line.cooperative_id AND correction.line_id = line.id
            ORDER BY correction.place DESC LIMIT 1
        ), line.reasons
    ) = '{}' AND EXISTS (
        SELECT FROM assembly_rollfreeze AS frozen
        WHERE frozen.cooperative_id = line.cooperative_id AND frozen.roll_id = line.roll_id
    )
$$;

CREATE FUNCTION assembly_vote_stands(of_cooperative uuid, of_vote uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT step.kind FROM assembly_votestep AS step
    WHERE step.cooperative_id = of_cooperative AND step.vote_id = of_vote
    ORDER BY step.place DESC LIMIT 1
$$;

-- A vote is put once, then closed or withdrawn; closed not before its window ends.
CREATE FUNCTION assembly_vote_step_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.vote_id::text, 98));
    before := assembly_vote_stands(new.cooperative_id, new.vote_id);
    IF (CASE
        WHEN before IS NULL THEN new.place = 1 AND new.kind = 'put'
        ELSE new.place = 2 AND before = 'put' AND new.kind IN ('closed', 'withdrawn')
    END) IS NOT TRUE
        OR (new.kind = 'closed' AND new.at < (
            SELECT coalesce(own.closes_at, own.opens_at) FROM assembly_vote AS own
            WHERE own.cooperative_id = new.cooperative_id AND own.id = new.vote_id
        ))
    THEN
        RAISE EXCEPTION 'INV-98: this does not follow what happened to the vote' USING ERRCODE = 'RD098';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_arrives BEFORE INSERT ON assembly_votestep
FOR EACH ROW EXECUTE FUNCTION assembly_vote_step_arrives();

-- INV-98: one who votes stands on the frozen roll of the meeting, while the vote is open, and votes once. The instant
-- is told by the transaction and not written: who voted and what was voted have no time in common.
CREATE FUNCTION assembly_participation_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    own assembly_vote;
    instant timestamptz := nullif(current_setting('rochdale.vote_cast_at', TRUE), '')::timestamptz;
BEGIN
    -- Shared: votes do not wait for each other, and closing waits for all.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(new.vote_id::text, 98));
    SELECT * INTO own FROM assembly_vote AS vote
    WHERE vote.cooperative_id = new.cooperative_id AND vote.id = new.vote_id;
    IF (
        instant >= own.opens_at
        AND (own.closes_at IS NULL OR instant < own.closes_at)
        AND assembly_vote_stands(new.cooperative_id, new.vote_id) = 'put'
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-98: the vote is not open' USING ERRCODE = 'RD098';
    END IF;
    IF NOT EXISTS (
        SELECT FROM assembly_rollline AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.id = new.line_id
            AND line.meeting_id = own.meeting_id AND assembly_may_vote(line)
    ) THEN
        RAISE EXCEPTION 'INV-98: only who stands on the frozen roll votes' USING ERRCODE = 'RD098';
    END IF;
    IF new.way = 'device' AND own.method = 'secret' THEN
        PERFORM set_config('rochdale.vote_to_seal', new.vote_id::text, TRUE);
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER participation_arrives BEFORE INSERT ON assembly_participation
FOR EACH ROW EXECUTE FUNCTION assembly_participation_arrives();

-- One sealed choice for each who votes on a device in a secret vote.
CREATE FUNCTION assembly_sealed_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF current_setting('rochdale.vote_to_seal', TRUE) IS DISTINCT FROM new.vote_id::text THEN
        RAISE EXCEPTION 'INV-98: a choice comes with its voter' USING ERRCODE = 'RD098';
    END IF;
    PERFORM set_config('rochdale.vote_to_seal', '', TRUE);
    RETURN new;
END $$;

CREATE TRIGGER sealed_arrives BEFORE INSERT ON assembly_sealedchoice
FOR EACH ROW EXECUTE FUNCTION assembly_sealed_arrives();

-- A sealed choice stays until the vote is closed, and goes then.
CREATE FUNCTION assembly_sealed_stays() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'DELETE' AND assembly_vote_stands(old.cooperative_id, old.vote_id) IN ('closed', 'withdrawn') THEN
        RETURN old;
    END IF;
    RAISE EXCEPTION 'INV-99: a choice stays in the urn until the vote is closed' USING ERRCODE = 'RD099';
END $$;

CREATE TRIGGER sealed_stays BEFORE UPDATE OR DELETE ON assembly_sealedchoice
FOR EACH ROW EXECUTE FUNCTION assembly_sealed_stays();

-- A box is filled when the vote is closed, before its outcome is written.
CREATE FUNCTION assembly_box_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'closed' OR EXISTS (
        SELECT FROM assembly_voteoutcome AS outcome
        WHERE outcome.cooperative_id = new.cooperative_id AND outcome.vote_id = new.vote_id
    ) THEN
        RAISE EXCEPTION 'INV-99: the box of this vote is filled once' USING ERRCODE = 'RD099';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER box_arrives BEFORE INSERT ON assembly_boxchoice
FOR EACH ROW EXECUTE FUNCTION assembly_box_arrives();

-- What a vote's own rows say of it: the choices of devices by their weight, and what two tellers agree on.
CREATE FUNCTION assembly_counted(own assembly_vote) RETURNS TABLE (
    yes bigint, no bigint, abstain bigint, blank bigint, spoilt bigint, participants bigint, is_even boolean
)
LANGUAGE sql STABLE
AS $$
    WITH chosen AS (
        SELECT
            box.choice,
            1 AS weight
        FROM assembly_boxchoice AS box
        WHERE box.cooperative_id = own.cooperative_id AND box.vote_id = own.id
        UNION ALL
        SELECT
            spoken.choice,
            line.weight
        FROM assembly_openchoice AS spoken
        INNER JOIN assembly_rollline AS line
            ON spoken.cooperative_id = line.cooperative_id AND spoken.line_id = line.id
        WHERE spoken.cooperative_id = own.cooperative_id AND spoken.vote_id = own.id
    ),
    by_device AS (
        SELECT
            coalesce(sum(chosen.weight) FILTER (WHERE chosen.choice = 'yes'), 0) AS yes,
            coalesce(sum(chosen.weight) FILTER (WHERE chosen.choice = 'no'), 0) AS no,
            coalesce(sum(chosen.weight) FILTER (WHERE chosen.choice = 'abstain'), 0) AS abstain,
            count(*) AS all_of_them
        FROM chosen
    ),
    latest AS (
        SELECT DISTINCT ON (counted.teller_id)
            counted.teller_id,
            counted.yes,
            counted.no,
            counted.abstain,
            counted.blank,
            counted.spoilt
        FROM assembly_tellerscount AS counted
        WHERE counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
        ORDER BY counted.teller_id ASC, counted.place DESC
    ),
    agreed AS (
        SELECT latest.yes, latest.no, latest.abstain, latest.blank, latest.spoilt FROM latest
        GROUP BY latest.yes, latest.no, latest.abstain, latest.blank, latest.spoilt
        HAVING count(*) >= 2
        ORDER BY count(*) DESC LIMIT 1
    ),
    by_tellers AS (
        SELECT
            coalesce(sum(agreed.yes), 0) AS yes,
            coalesce(sum(agreed.no), 0) AS no,
            coalesce(sum(agreed.abstain), 0) AS abstain,
            coalesce(sum(agreed.blank), 0) AS blank,
            coalesce(sum(agreed.spoilt), 0) AS spoilt
        FROM agreed
    ),
    voted AS (
        SELECT
            count(*) AS all_of_them,
            count(*) FILTER (WHERE taking_part.way = 'paper') AS papers
        FROM assembly_participation AS taking_part
        WHERE taking_part.cooperative_id = own.cooperative_id AND taking_part.vote_id = own.id
    )
    SELECT
        (by_device.yes + by_tellers.yes)::bigint,
        (by_device.no + by_tellers.no)::bigint,
        (by_device.abstain + by_tellers.abstain)::bigint,
        by_tellers.blank::bigint,
        by_tellers.spoilt::bigint,
        voted.all_of_them,
        by_device.all_of_them = voted.all_of_them - voted.papers
        AND (
            own.method = 'hands'
            OR by_tellers.yes + by_tellers.no + by_tellers.abstain + by_tellers.blank + by_tellers.spoilt
            <= voted.papers
        )
    FROM by_device, by_tellers, voted
$$;

-- INV-99: an outcome is what was counted, of as many ballots as participants; nothing is left in the urn.
CREATE FUNCTION assembly_outcome_holds(outcome assembly_voteoutcome) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        counted.is_even
        AND (outcome.yes, outcome.no, outcome.abstain, outcome.blank, outcome.spoilt, outcome.participants)
        = (counted.yes, counted.no, counted.abstain, counted.blank, counted.spoilt, counted.participants)
        AND NOT EXISTS (
            SELECT FROM assembly_sealedchoice AS sealed
            WHERE sealed.cooperative_id = outcome.cooperative_id AND sealed.vote_id = outcome.vote_id
        )
        AND (outcome.resolution_id IS NULL OR EXISTS (
            SELECT FROM assembly_resolution AS resolution
            WHERE resolution.cooperative_id = outcome.cooperative_id AND resolution.id = outcome.resolution_id
                AND resolution.item_id = own.item_id
                AND (resolution.yes, resolution.no, resolution.abstain, resolution.present, resolution.entitled)
                = (outcome.yes, outcome.no, outcome.abstain, outcome.present, own.entitled)
        ))
        AND (outcome.resolution_id IS NOT NULL OR outcome.quorum_present < own.quorum_needed)
    FROM assembly_vote AS own, assembly_counted(own) AS counted
    WHERE own.cooperative_id = outcome.cooperative_id AND own.id = outcome.vote_id
$$;

CREATE FUNCTION assembly_outcome_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'closed'
        OR assembly_outcome_holds(new) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-99: an outcome says what was counted' USING ERRCODE = 'RD099';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER outcome_arrives BEFORE INSERT ON assembly_voteoutcome
FOR EACH ROW EXECUTE FUNCTION assembly_outcome_arrives();

-- Tellers count while the vote is open.
CREATE FUNCTION assembly_count_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(new.vote_id::text, 98));
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'put' OR NOT EXISTS (
        SELECT FROM assembly_floorofficer AS named
        INNER JOIN assembly_vote AS own
            ON named.cooperative_id = own.cooperative_id AND named.meeting_id = own.meeting_id
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.vote_id
            AND named.person_id = new.teller_id AND named.role = 'teller'
    ) THEN
        RAISE EXCEPTION 'INV-99: tellers of the meeting count, while the vote is open' USING ERRCODE = 'RD099';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER count_arrives BEFORE INSERT ON assembly_tellerscount
FOR EACH ROW EXECUTE FUNCTION assembly_count_arrives();
