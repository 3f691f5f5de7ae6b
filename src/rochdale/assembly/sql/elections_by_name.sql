-- INV-131: where votes weigh differently an election is held by name, and nowhere else; each ballot stands beside its
-- line, and counts as many times as the line has votes.

-- Whether one vote on the frozen roll of a meeting weighs more than another.
CREATE FUNCTION assembly_weighs(of_cooperative uuid, of_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_roll AS roll
        INNER JOIN assembly_rollfreeze AS frozen
            ON roll.cooperative_id = frozen.cooperative_id AND roll.id = frozen.roll_id
        CROSS JOIN LATERAL assembly_roll_holds(roll.cooperative_id, roll.id) AS holds
        WHERE roll.cooperative_id = of_cooperative AND roll.meeting_id = of_meeting
            AND holds.reasons = '{}' AND holds.weight > 1
    )
$$;

CREATE FUNCTION assembly_election_is_by_name(own assembly_vote) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT own.method = CASE WHEN assembly_weighs(own.cooperative_id, own.meeting_id) THEN 'open' ELSE 'secret' END
$$;

CREATE FUNCTION assembly_election_method() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_election_is_by_name(new) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-131: an election is by name exactly where votes weigh differently'
        USING ERRCODE = 'RD131';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER election_method BEFORE INSERT ON assembly_vote
FOR EACH ROW WHEN (new.majority = 'election') EXECUTE FUNCTION assembly_election_method();

-- INV-107: an election is put with everybody who stands, for the seats that are open, and only where one has to vote.
CREATE OR REPLACE FUNCTION assembly_election_holds(put assembly_electionvote) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        own.majority = 'election'
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

-- Whether a ballot stands beside its line: in an election by name, of a line that did not vote on paper, and with
-- places that are on the paper, as many as it asks for at most, none of them twice.
CREATE FUNCTION assembly_open_ballot_holds(own assembly_openballot) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        vote.method = 'open' AND voted.way <> 'paper'
        AND named.places = named.different AND named.places <= coalesce(put.marks_max, paper.candidates)
        AND coalesce(named.highest, 0) <= paper.candidates
    FROM assembly_vote AS vote
    INNER JOIN assembly_electionvote AS put ON vote.cooperative_id = put.cooperative_id AND vote.id = put.vote_id
    INNER JOIN assembly_participation AS voted
        ON vote.cooperative_id = voted.cooperative_id AND vote.id = voted.vote_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS candidates FROM assembly_votecandidate AS listed
        WHERE listed.cooperative_id = vote.cooperative_id AND listed.vote_id = vote.id
    ) AS paper
    CROSS JOIN LATERAL (
        SELECT
            count(place) AS places,
            count(DISTINCT place) AS different,
            max(place::integer) AS highest
        FROM unnest(string_to_array(nullif(own.ballot, ''), ' ')) AS place
    ) AS named
    WHERE vote.cooperative_id = own.cooperative_id AND vote.id = own.vote_id AND voted.line_id = own.line_id
$$;

-- While the vote is open, and in the transaction of its voter: whoever voted before wrote the own ballot then.
CREATE FUNCTION assembly_open_ballot_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_vote_stands(new.cooperative_id, new.vote_id) IS DISTINCT FROM 'put'
        OR assembly_open_ballot_holds(new) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-131: a ballot by name stands beside its voter' USING ERRCODE = 'RD131';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER open_ballot_arrives BEFORE INSERT ON assembly_openballot
FOR EACH ROW EXECUTE FUNCTION assembly_open_ballot_arrives();

-- INV-99: a tally says what was handed in, as many ballots as participants, and nothing is left in the urn. By name a
-- ballot counts with all votes of its line, and there is no paper.
CREATE OR REPLACE FUNCTION assembly_tally_holds(tally assembly_electiontally) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        box.ballots + named.ballots = voted.participants - voted.papers
        AND CASE own.method WHEN 'open' THEN box.ballots + voted.papers = 0 ELSE named.ballots = 0 END
        AND agreed.valid + agreed.blank + agreed.spoilt <= voted.papers
        AND (tally.valid, tally.blank, tally.spoilt, tally.participants)
        = (
            box.ballots - box.blank + named.valid + agreed.valid, box.blank + named.blank + agreed.blank,
            agreed.spoilt, voted.participants
        )
        AND NOT EXISTS (
            SELECT FROM assembly_sealedchoice AS sealed
            WHERE sealed.cooperative_id = tally.cooperative_id AND sealed.vote_id = tally.vote_id
        )
    FROM assembly_vote AS own, (
        SELECT
            count(*) AS ballots,
            count(*) FILTER (WHERE cast_one.ballot = '') AS blank
        FROM assembly_boxballot AS cast_one
        WHERE cast_one.cooperative_id = tally.cooperative_id AND cast_one.vote_id = tally.vote_id
    ) AS box, (
        SELECT
            count(*) AS ballots,
            coalesce(sum(line.weight) FILTER (WHERE cast_one.ballot <> ''), 0) AS valid,
            coalesce(sum(line.weight) FILTER (WHERE cast_one.ballot = ''), 0) AS blank
        FROM assembly_openballot AS cast_one
        INNER JOIN assembly_rollline AS line
            ON cast_one.cooperative_id = line.cooperative_id AND cast_one.line_id = line.id
        WHERE cast_one.cooperative_id = tally.cooperative_id AND cast_one.vote_id = tally.vote_id
    ) AS named, (
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
    WHERE own.cooperative_id = tally.cooperative_id AND own.id = tally.vote_id
$$;

-- How many votes name each place on the paper of an election.
CREATE OR REPLACE FUNCTION assembly_marks(of_cooperative uuid, of_vote uuid)
RETURNS TABLE (place integer, marks bigint)
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
            unnest(string_to_array(cast_one.ballot, ' ')),
            line.weight
        FROM assembly_openballot AS cast_one
        INNER JOIN assembly_rollline AS line
            ON cast_one.cooperative_id = line.cooperative_id AND cast_one.line_id = line.id
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
