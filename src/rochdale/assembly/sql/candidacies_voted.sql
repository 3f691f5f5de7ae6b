-- Seats that a verifiable ballot fills: its answers are candidacies, and those stay while it runs (INV-119).

-- Where the ballots on the seats of a body at a meeting stand, of one group or of any: 'open' from the opening until
-- the count is asked for, 'counted' until its seats are given, or nothing.
CREATE FUNCTION assembly_seats_voted_on(of_cooperative uuid, of_meeting uuid, of_body uuid, of_group text) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT CASE
        WHEN bool_or(found.stands IN ('opened', 'closed', 'shuffled') AND NOT found.is_at_work) THEN 'open'
        WHEN bool_or(found.is_at_work OR (found.stands = 'counted' AND NOT found.is_seated)) THEN 'counted'
    END
    FROM (
        SELECT
            assembly_ballot_stands(ballot.cooperative_id, ballot.id) AS stands,
            EXISTS (
                SELECT FROM assembly_ballotwork AS work
                WHERE work.cooperative_id = ballot.cooperative_id AND work.ballot_id = ballot.id
                    AND work.kind = 'count' AND work.ended_at IS NULL
            ) AS is_at_work,
            EXISTS (
                SELECT FROM assembly_ballotoutcome AS outcome
                INNER JOIN assembly_electionresult AS result
                    ON outcome.cooperative_id = result.cooperative_id AND outcome.election_id = result.election_id
                WHERE outcome.cooperative_id = ballot.cooperative_id AND outcome.ballot_id = ballot.id
                    AND result.body_id = own.body_id AND result.electoral_group = own.electoral_group
            ) AS is_seated
        FROM assembly_ballot AS ballot
        INNER JOIN assembly_ballotcandidate AS listed
            ON ballot.cooperative_id = listed.cooperative_id AND ballot.id = listed.ballot_id
        INNER JOIN assembly_nomination AS own
            ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
        WHERE ballot.cooperative_id = of_cooperative AND ballot.meeting_id = of_meeting
            AND own.body_id = of_body AND (of_group IS NULL OR own.electoral_group = of_group)
    ) AS found
$$;

-- Whether the questions of a ballot that elect candidates have everybody who stands for a group as their answers, and
-- nobody else, for the seats that are open.
CREATE FUNCTION assembly_ballot_lists_candidates(of_cooperative uuid, of_ballot uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(bool_and(
        listed.groups = 1
        AND listed.answers = jsonb_array_length(ballot.questions -> listed.question -> 'answers')
        AND listed.answers = (
            SELECT count(*) FROM assembly_candidates(asked, listed.electoral_group, NULL) AS candidate
            WHERE candidate = ANY(listed.nominations)
        )
        AND listed.answers = (SELECT count(*) FROM assembly_candidates(asked, listed.electoral_group, NULL))
        AND (ballot.questions -> listed.question ->> 'seats')::bigint
        = (SELECT count(*) FROM assembly_seats_open(asked, listed.electoral_group, NULL))
    ), TRUE)
    FROM assembly_ballot AS ballot
    INNER JOIN (
        SELECT
            known.cooperative_id,
            known.ballot_id,
            known.question,
            count(*) AS answers,
            count(DISTINCT own.body_id::text || own.electoral_group) AS groups,
            min(own.body_id::text)::uuid AS body_id,
            min(own.electoral_group) AS electoral_group,
            array_agg(own.id) AS nominations
        FROM assembly_ballotcandidate AS known
        INNER JOIN assembly_nomination AS own
            ON known.cooperative_id = own.cooperative_id AND known.nomination_id = own.id
        WHERE known.cooperative_id = of_cooperative AND known.ballot_id = of_ballot
        GROUP BY known.cooperative_id, known.ballot_id, known.question
    ) AS listed ON ballot.cooperative_id = listed.cooperative_id AND ballot.id = listed.ballot_id
    CROSS JOIN LATERAL assembly_last_call(ballot.cooperative_id, ballot.meeting_id, listed.body_id) AS asked
    WHERE ballot.cooperative_id = of_cooperative AND ballot.id = of_ballot
$$;

CREATE FUNCTION assembly_ballot_candidate_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_ballot_stands(new.cooperative_id, new.ballot_id) IS DISTINCT FROM 'set_up' OR NOT EXISTS (
        SELECT FROM assembly_ballot AS ballot
        INNER JOIN assembly_nomination AS own
            ON ballot.cooperative_id = own.cooperative_id AND ballot.meeting_id = own.meeting_id
        WHERE ballot.cooperative_id = new.cooperative_id AND ballot.id = new.ballot_id
            AND own.id = new.nomination_id
            AND new.answer < jsonb_array_length(ballot.questions -> new.question -> 'answers')
    ) THEN
        RAISE EXCEPTION 'INV-119: an answer is a candidacy of the meeting, when the ballot is set up'
            USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER candidate_arrives BEFORE INSERT ON assembly_ballotcandidate
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_candidate_arrives();

CREATE FUNCTION assembly_ballot_opens_on_candidates() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(ballot.meeting_id::text, 82))
    FROM assembly_ballot AS ballot
    WHERE ballot.cooperative_id = new.cooperative_id AND ballot.id = new.ballot_id;
    IF assembly_ballot_lists_candidates(new.cooperative_id, new.ballot_id) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-119: a ballot is opened on everybody who stands, and on nobody else'
            USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER opens_on_candidates BEFORE INSERT ON assembly_ballotstep
FOR EACH ROW WHEN (new.kind = 'opened') EXECUTE FUNCTION assembly_ballot_opens_on_candidates();

-- While it is open a candidate may withdraw, and nothing else happens to those who stand for its seats; between the
-- count and the seats nothing at all.
CREATE FUNCTION assembly_step_during_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    voted_on text;
BEGIN
    SELECT assembly_seats_voted_on(own.cooperative_id, own.meeting_id, own.body_id, own.electoral_group)
    INTO voted_on
    FROM assembly_nomination AS own
    WHERE own.cooperative_id = new.cooperative_id AND own.id = new.nomination_id;
    IF voted_on = 'counted' OR (voted_on = 'open' AND new.kind <> 'withdrawn') THEN
        RAISE EXCEPTION 'INV-119: who stands for seats that a ballot fills stays' USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_during_ballot BEFORE INSERT ON assembly_nominationstep
FOR EACH ROW EXECUTE FUNCTION assembly_step_during_ballot();

-- Nobody is nominated for the body any more, no seat is put or taken back, and no order is drawn.
CREATE FUNCTION assembly_stays_during_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_seats_voted_on(new.cooperative_id, new.meeting_id, new.body_id, NULL) IS NOT NULL THEN
        RAISE EXCEPTION 'INV-119: seats and candidates stay while a ballot is on them' USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER stays_during_ballot BEFORE INSERT ON assembly_nomination
FOR EACH ROW EXECUTE FUNCTION assembly_stays_during_ballot();
CREATE TRIGGER stays_during_ballot BEFORE INSERT ON assembly_nominationcall
FOR EACH ROW EXECUTE FUNCTION assembly_stays_during_ballot();
CREATE TRIGGER stays_during_ballot BEFORE INSERT ON assembly_candidatedrawing
FOR EACH ROW EXECUTE FUNCTION assembly_stays_during_ballot();

-- Seats on which a ballot is are put to no other vote, and have no other result.
CREATE FUNCTION assembly_paper_beside_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assembly_nominationcall AS asked
        WHERE asked.cooperative_id = new.cooperative_id AND asked.id = new.call_id AND assembly_seats_voted_on(
            asked.cooperative_id, asked.meeting_id, asked.body_id, new.electoral_group
        ) IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'INV-119: a ballot is on these seats' USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER paper_beside_ballot BEFORE INSERT ON assembly_electionvote
FOR EACH ROW EXECUTE FUNCTION assembly_paper_beside_ballot();

CREATE FUNCTION assembly_result_beside_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    voted_on text := assembly_seats_voted_on(
        new.cooperative_id, new.meeting_id, new.body_id, new.electoral_group
    );
BEGIN
    IF voted_on = 'open' OR (voted_on = 'counted' AND NOT EXISTS (
        SELECT FROM assembly_ballotoutcome AS outcome
        INNER JOIN assembly_ballotcandidate AS listed
            ON outcome.cooperative_id = listed.cooperative_id AND outcome.ballot_id = listed.ballot_id
        INNER JOIN assembly_nomination AS own
            ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
        WHERE outcome.cooperative_id = new.cooperative_id AND outcome.election_id = new.election_id
            AND own.meeting_id = new.meeting_id AND own.body_id = new.body_id
            AND own.electoral_group = new.electoral_group
    )) THEN
        RAISE EXCEPTION 'INV-119: a ballot is on these seats' USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER result_beside_ballot BEFORE INSERT ON assembly_electionresult
FOR EACH ROW EXECUTE FUNCTION assembly_result_beside_ballot();

-- Who is on a ballot and has withdrawn by the count is passed over by it, and the outcome says so.
CREATE FUNCTION assembly_outcome_passes_over(outcome assembly_ballotoutcome) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_ballotcandidate AS listed
        WHERE listed.cooperative_id = outcome.cooperative_id AND listed.ballot_id = outcome.ballot_id
            AND (
                (outcome.answered -> listed.question -> 'withdrawn' @> to_jsonb(listed.answer)) IS TRUE
                <> (assembly_nomination_stands(listed.cooperative_id, listed.nomination_id) = 'withdrawn')
                OR (
                    (outcome.answered -> listed.question -> 'withdrawn' @> to_jsonb(listed.answer)) IS TRUE
                    AND outcome.answered -> listed.question -> 'elected' @> to_jsonb(listed.answer)
                )
            )
    )
$$;

CREATE FUNCTION assembly_ballot_outcome_passes_over() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_outcome_passes_over(new) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-119: the count passes over who has withdrawn' USING ERRCODE = 'RD119';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER outcome_passes_over BEFORE INSERT ON assembly_ballotoutcome
FOR EACH ROW EXECUTE FUNCTION assembly_ballot_outcome_passes_over();

-- Who has seats by a ballot whose answers are candidacies: those whom its outcome elected, and nobody else.
CREATE FUNCTION assembly_result_is_of_ballot(result assembly_electionresult) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM assembly_ballotoutcome AS outcome
        INNER JOIN assembly_ballotcandidate AS listed
            ON outcome.cooperative_id = listed.cooperative_id AND outcome.ballot_id = listed.ballot_id
        INNER JOIN assembly_nomination AS own
            ON listed.cooperative_id = own.cooperative_id AND listed.nomination_id = own.id
        WHERE outcome.cooperative_id = result.cooperative_id AND outcome.election_id = result.election_id
            AND own.meeting_id = result.meeting_id AND own.body_id = result.body_id
            AND own.electoral_group = result.electoral_group
            AND (outcome.answered -> listed.question -> 'elected' @> to_jsonb(listed.answer)) <> EXISTS (
                SELECT FROM assembly_resultseat AS seated
                WHERE seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
                    AND seated.nomination_id = own.id
            )
    )
$$;

CREATE FUNCTION assembly_result_follows_ballot() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    holds boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    holds := assembly_result_is_of_ballot(new);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-119: the seats go to whom the ballot elected' USING ERRCODE = 'RD119';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER result_follows_ballot AFTER INSERT ON assembly_electionresult
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.election_id IS NOT NULL) EXECUTE FUNCTION assembly_result_follows_ballot();
