-- Elections put to the vote: who is on the paper, what was counted, who has which seat.

-- The seats of a group that a call puts and that no other result has filled.
CREATE FUNCTION assembly_seats_open(asked assembly_nominationcall, of_group text, but_for uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE
AS $$
    SELECT put.seat_id FROM assembly_callseat AS put
    INNER JOIN assembly_seat AS seat ON put.cooperative_id = seat.cooperative_id AND put.seat_id = seat.id
    WHERE put.cooperative_id = asked.cooperative_id AND put.call_id = asked.id AND seat.electoral_group = of_group
        AND NOT EXISTS (
            SELECT FROM assembly_resultseat AS seated
            INNER JOIN assembly_electionresult AS result
                ON seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
            WHERE seated.cooperative_id = put.cooperative_id AND seated.seat_id = put.seat_id
                AND seated.nomination_id IS NOT NULL AND result.meeting_id = asked.meeting_id
                AND result.id IS DISTINCT FROM but_for
        )
$$;

-- Who stands for a group: admitted, and not elected by another result.
CREATE FUNCTION assembly_candidates(asked assembly_nominationcall, of_group text, but_for uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE
AS $$
    SELECT own.id FROM assembly_nomination AS own
    WHERE own.cooperative_id = asked.cooperative_id AND own.meeting_id = asked.meeting_id
        AND own.body_id = asked.body_id AND own.electoral_group = of_group
        AND assembly_nomination_stands(own.cooperative_id, own.id) = 'admitted'
        AND NOT EXISTS (
            SELECT FROM assembly_resultseat AS seated
            WHERE seated.cooperative_id = own.cooperative_id AND seated.nomination_id = own.id
                AND seated.result_id IS DISTINCT FROM but_for
        )
$$;

-- INV-107: an election is put with everybody who stands, for the seats that are open, and only where one has to vote.
CREATE FUNCTION assembly_election_holds(put assembly_electionvote) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        own.majority = 'election' AND own.method = 'secret'
        AND asked.meeting_id = own.meeting_id
        AND asked.id = (assembly_last_call(asked.cooperative_id, asked.meeting_id, asked.body_id)).id
        AND put.seats = (SELECT count(*) FROM assembly_seats_open(asked, put.electoral_group, NULL))
        AND counted.listed = counted.standing AND counted.highest = counted.listed
        AND (counted.listed > put.seats OR NOT asked.has_acclamation)
        AND NOT EXISTS (
            SELECT FROM assembly_votecandidate AS listed
            WHERE listed.cooperative_id = put.cooperative_id AND listed.vote_id = put.vote_id
                AND listed.nomination_id NOT IN (
                    SELECT candidate FROM assembly_candidates(asked, put.electoral_group, NULL) AS candidate
                )
        )
    FROM assembly_vote AS own, assembly_nominationcall AS asked,
        LATERAL (
            SELECT
                count(*) AS listed,
                max(listed.place) AS highest,
                (SELECT count(*) FROM assembly_candidates(asked, put.electoral_group, NULL)) AS standing
            FROM assembly_votecandidate AS listed
            WHERE listed.cooperative_id = put.cooperative_id AND listed.vote_id = put.vote_id
        ) AS counted
    WHERE own.cooperative_id = put.cooperative_id AND own.id = put.vote_id
        AND asked.cooperative_id = put.cooperative_id AND asked.id = put.call_id
$$;

-- Runs a check of whole rows when the transaction ends, inside the cooperative of the row.
CREATE FUNCTION assembly_election_is_whole() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    own assembly_electionvote;
    holds boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    SELECT * INTO own FROM assembly_electionvote AS put
    WHERE put.cooperative_id = new.cooperative_id AND put.vote_id = new.id;
    holds := own.vote_id IS NOT NULL AND assembly_election_holds(own);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-107: an election is put with everybody who stands' USING ERRCODE = 'RD107';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER election_is_whole AFTER INSERT ON assembly_vote
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.majority = 'election')
EXECUTE FUNCTION assembly_election_is_whole();

-- A paper is written before the vote is open, and stays as it is.
CREATE FUNCTION assembly_paper_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS NOT NULL OR NOT EXISTS (
        SELECT FROM assembly_vote AS own
        WHERE own.cooperative_id = new.cooperative_id AND own.id = new.vote_id AND own.majority = 'election'
    ) THEN
        RAISE EXCEPTION 'INV-107: the paper is written when the election is put' USING ERRCODE = 'RD107';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER paper_arrives BEFORE INSERT ON assembly_electionvote
FOR EACH ROW EXECUTE FUNCTION assembly_paper_arrives();
CREATE TRIGGER paper_arrives BEFORE INSERT ON assembly_votecandidate
FOR EACH ROW EXECUTE FUNCTION assembly_paper_arrives();

-- INV-99: a box is filled when the election is closed, before its tally is written.
CREATE FUNCTION assembly_ballots_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'closed' OR EXISTS (
        SELECT FROM assembly_electiontally AS tally
        WHERE tally.cooperative_id = new.cooperative_id AND tally.vote_id = new.vote_id
    ) OR NOT EXISTS (
        SELECT FROM assembly_electionvote AS put
        WHERE put.cooperative_id = new.cooperative_id AND put.vote_id = new.vote_id
    ) THEN
        RAISE EXCEPTION 'INV-99: the box of this vote is filled once' USING ERRCODE = 'RD099';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ballot_arrives BEFORE INSERT ON assembly_boxballot
FOR EACH ROW EXECUTE FUNCTION assembly_ballots_arrive();

-- Tellers of the meeting count, while the vote is open.
CREATE TRIGGER sheet_arrives BEFORE INSERT ON assembly_tellerssheet
FOR EACH ROW EXECUTE FUNCTION assembly_count_arrives();

-- What two tellers wrote alike of the papers of an election.
CREATE FUNCTION assembly_sheet_agreed(of_cooperative uuid, of_vote uuid) RETURNS TABLE (
    content text, valid bigint, blank bigint, spoilt bigint
)
LANGUAGE sql STABLE
AS $$
    SELECT
        latest.content,
        latest.valid::bigint,
        latest.blank::bigint,
        latest.spoilt::bigint
    FROM (
        SELECT DISTINCT ON (sheet.teller_id) sheet.*
        FROM assembly_tellerssheet AS sheet
        WHERE sheet.cooperative_id = of_cooperative AND sheet.vote_id = of_vote
        ORDER BY sheet.teller_id ASC, sheet.place DESC
    ) AS latest
    GROUP BY latest.content, latest.valid, latest.blank, latest.spoilt
    HAVING count(*) >= 2
    ORDER BY count(*) DESC LIMIT 1
$$;

-- INV-99: a tally says what was handed in, as many ballots as participants, and nothing is left in the urn.
CREATE FUNCTION assembly_tally_holds(tally assembly_electiontally) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        box.ballots = voted.participants - voted.papers
        AND agreed.valid + agreed.blank + agreed.spoilt <= voted.papers
        AND (tally.valid, tally.blank, tally.spoilt, tally.participants)
        = (box.ballots - box.blank + agreed.valid, box.blank + agreed.blank, agreed.spoilt, voted.participants)
        AND NOT EXISTS (
            SELECT FROM assembly_sealedchoice AS sealed
            WHERE sealed.cooperative_id = tally.cooperative_id AND sealed.vote_id = tally.vote_id
        )
    FROM (
        SELECT
            count(*) AS ballots,
            count(*) FILTER (WHERE cast_one.ballot = '') AS blank
        FROM assembly_boxballot AS cast_one
        WHERE cast_one.cooperative_id = tally.cooperative_id AND cast_one.vote_id = tally.vote_id
    ) AS box, (
        SELECT
            count(*) AS participants,
            count(*) FILTER (WHERE taking_part.way = 'paper') AS papers
        FROM assembly_participation AS taking_part
        WHERE taking_part.cooperative_id = tally.cooperative_id AND taking_part.vote_id = tally.vote_id
    ) AS voted, (
        SELECT
            coalesce(sum(sheet.valid), 0) AS valid,
            coalesce(sum(sheet.blank), 0) AS blank,
            coalesce(sum(sheet.spoilt), 0) AS spoilt
        FROM assembly_sheet_agreed(tally.cooperative_id, tally.vote_id) AS sheet
    ) AS agreed
$$;

CREATE FUNCTION assembly_tally_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'closed'
        OR assembly_tally_holds(new) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-99: a tally says what was handed in' USING ERRCODE = 'RD099';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER tally_arrives BEFORE INSERT ON assembly_electiontally
FOR EACH ROW EXECUTE FUNCTION assembly_tally_arrives();

-- How many ballots of an election name each place on the paper.
CREATE FUNCTION assembly_marks(of_cooperative uuid, of_vote uuid) RETURNS TABLE (place integer, marks bigint)
LANGUAGE sql STABLE
AS $$
    SELECT
        named.place::integer,
        sum(named.times)::bigint
    FROM (
        SELECT
            unnest(string_to_array(cast_one.ballot, ' ')) AS place,
            1 AS times
        FROM assembly_boxballot AS cast_one
        WHERE cast_one.cooperative_id = of_cooperative AND cast_one.vote_id = of_vote AND cast_one.ballot <> ''
        UNION ALL
        SELECT
            unnest(string_to_array(split_part(line.text, ':', 2), ' ')),
            split_part(line.text, ':', 1)::integer
        FROM assembly_sheet_agreed(of_cooperative, of_vote) AS sheet
        CROSS JOIN LATERAL unnest(string_to_array(nullif(sheet.content, ''), E'\n')) AS line (text)
    ) AS named
    GROUP BY named.place
$$;

CREATE FUNCTION assembly_result_is_counted(result assembly_electionresult) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    WITH paper AS (
        SELECT
            listed.nomination_id,
            coalesce(counted.marks, 0) AS marks,
            EXISTS (
                SELECT FROM assembly_resultseat AS seated
                WHERE seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
                    AND seated.nomination_id = listed.nomination_id
            ) AS is_elected
        FROM assembly_votecandidate AS listed
        LEFT JOIN assembly_marks(listed.cooperative_id, listed.vote_id) AS counted ON listed.place = counted.place
        WHERE listed.cooperative_id = result.cooperative_id AND listed.vote_id = result.vote_id
    )
    SELECT
        own.item_id = result.item_id AND put.call_id = result.call_id AND put.rule = result.rule
        AND put.electoral_group = result.electoral_group AND put.seats = result.seats_stated
        AND tally.quorum_present >= own.quorum_needed
        AND NOT EXISTS (
            SELECT FROM assembly_resultseat AS seated
            WHERE seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
                AND seated.nomination_id IS NOT NULL
                AND seated.nomination_id NOT IN (SELECT paper.nomination_id FROM paper)
        )
        AND (
            put.ballot_kind <> 'choice'
            OR (SELECT min(paper.marks) FROM paper WHERE paper.is_elected)
            >= (SELECT max(paper.marks) FROM paper WHERE NOT paper.is_elected)
            OR NOT EXISTS (SELECT FROM paper WHERE paper.is_elected)
            OR NOT EXISTS (SELECT FROM paper WHERE NOT paper.is_elected)
        )
    FROM assembly_electiontally AS tally
    INNER JOIN assembly_electionvote AS put
        ON tally.cooperative_id = put.cooperative_id AND tally.vote_id = put.vote_id
    INNER JOIN assembly_vote AS own ON tally.cooperative_id = own.cooperative_id AND tally.vote_id = own.id
    WHERE tally.cooperative_id = result.cooperative_id AND tally.vote_id = result.vote_id
$$;

-- INV-107: by acclamation everybody who stands is elected, where there are seats for all; by a count on the floor those
-- on its paper, with its quorum, and where marks decide nobody else has more of them.
CREATE FUNCTION assembly_result_holds(result assembly_electionresult) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    WITH seated AS (
        SELECT
            own.seat_id,
            own.nomination_id
        FROM assembly_resultseat AS own
        WHERE own.cooperative_id = result.cooperative_id AND own.result_id = result.id
    )
    SELECT
        asked.meeting_id = result.meeting_id AND asked.body_id = result.body_id
        AND result.seats_stated = (
            SELECT count(*) FROM assembly_seats_open(asked, result.electoral_group, result.id)
        )
        AND result.seats_stated = (SELECT count(*) FROM seated)
        AND NOT EXISTS (
            SELECT FROM seated
            WHERE seated.seat_id NOT IN (
                SELECT seat FROM assembly_seats_open(asked, result.electoral_group, result.id) AS seat
            ) OR (seated.nomination_id IS NOT NULL AND seated.nomination_id NOT IN (
                SELECT candidate FROM assembly_candidates(asked, result.electoral_group, result.id) AS candidate
            ))
        )
        AND EXISTS (
            SELECT FROM assembly_agendaitem AS item
            INNER JOIN assembly_meetingversion AS plan
                ON item.cooperative_id = plan.cooperative_id AND item.version_id = plan.id
            WHERE item.cooperative_id = result.cooperative_id AND item.id = result.item_id
                AND item.kind = 'election' AND plan.meeting_id = result.meeting_id
        )
        AND CASE result.how
            WHEN 'acclamation' THEN asked.has_acclamation
                AND (SELECT count(*) FROM assembly_candidates(asked, result.electoral_group, result.id))
                = (SELECT count(seated.nomination_id) FROM seated)
            WHEN 'vote' THEN assembly_result_is_counted(result)
            ELSE EXISTS (
                SELECT FROM assembly_election AS published
                WHERE published.cooperative_id = result.cooperative_id AND published.id = result.election_id
            )
        END
    FROM assembly_nominationcall AS asked
    WHERE asked.cooperative_id = result.cooperative_id AND asked.id = result.call_id
$$;

CREATE FUNCTION assembly_result_is_whole() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    holds boolean;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    holds := assembly_result_holds(new);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-107: a result says what was counted' USING ERRCODE = 'RD107';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER result_is_whole AFTER INSERT ON assembly_electionresult
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assembly_result_is_whole();

CREATE FUNCTION assembly_result_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    IF new.place <> 1 + (
        SELECT count(*) FROM assembly_electionresult AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
            AND known.body_id = new.body_id AND known.electoral_group = new.electoral_group
    ) OR EXISTS (
        SELECT FROM assembly_electionvote AS put
        INNER JOIN assembly_nominationcall AS asked
            ON put.cooperative_id = asked.cooperative_id AND put.call_id = asked.id
        WHERE put.cooperative_id = new.cooperative_id AND asked.meeting_id = new.meeting_id
            AND asked.body_id = new.body_id AND put.electoral_group = new.electoral_group
            AND assembly_vote_stands(put.cooperative_id, put.vote_id) = 'put'
    ) THEN
        RAISE EXCEPTION 'INV-107: a result follows those before it, once nobody votes' USING ERRCODE = 'RD107';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER result_arrives BEFORE INSERT ON assembly_electionresult
FOR EACH ROW EXECUTE FUNCTION assembly_result_arrives();

-- The seats of a result are written with it.
CREATE FUNCTION assembly_result_seat_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT count(*) FROM assembly_resultseat AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.result_id = new.result_id
    ) >= (
        SELECT result.seats_stated FROM assembly_electionresult AS result
        WHERE result.cooperative_id = new.cooperative_id AND result.id = new.result_id
    ) THEN
        RAISE EXCEPTION 'INV-107: a result has the seats that it states' USING ERRCODE = 'RD107';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER result_seat_arrives BEFORE INSERT ON assembly_resultseat
FOR EACH ROW EXECUTE FUNCTION assembly_result_seat_arrives();
