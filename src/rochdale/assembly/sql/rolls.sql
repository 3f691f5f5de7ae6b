-- What holds of each line of a roll: what was drawn, or the last correction of it.
CREATE FUNCTION assembly_roll_holds(of_cooperative uuid, of_roll uuid)
RETURNS TABLE (
    line_id uuid, number bigint, person_id uuid, voter_id uuid, reasons text [], weight integer, is_corrected boolean
)
LANGUAGE sql STABLE
AS $$
    SELECT
        line.id,
        line.number,
        line.person_id,
        line.voter_id,
        CASE WHEN last.place IS NULL THEN line.reasons ELSE last.reasons END,
        line.weight,
        last.place IS NOT NULL
    FROM assembly_rollline AS line
    LEFT JOIN (
        SELECT DISTINCT ON (correction.line_id)
            correction.line_id,
            correction.reasons,
            correction.place
        FROM assembly_rollcorrection AS correction
        WHERE correction.cooperative_id = of_cooperative AND correction.roll_id = of_roll
        ORDER BY correction.line_id, correction.place DESC
    ) AS last ON line.id = last.line_id
    WHERE line.cooperative_id = of_cooperative AND line.roll_id = of_roll
$$;

-- The canonical text of a roll, as `voting.rolls.text_of` writes it (docs/reference/roll.md).
CREATE FUNCTION assembly_roll_text(of_cooperative uuid, of_roll uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT
        'rochdale-roll 1' || E'\n'
        || 'cooperative ' || roll.cooperative_id || E'\n'
        || 'meeting ' || meeting.number || E'\n'
        || 'record-date ' || to_char(roll.record_date, 'YYYY-MM-DD') || E'\n'
        || 'held-on ' || to_char(roll.held_on, 'YYYY-MM-DD') || E'\n'
        || coalesce(told.lines, '')
    FROM assembly_roll AS roll
    INNER JOIN assembly_meeting AS meeting
        ON roll.cooperative_id = meeting.cooperative_id AND roll.meeting_id = meeting.id
    CROSS JOIN LATERAL (
        SELECT
            string_agg(
                holds.number || ' ' || CASE
                    WHEN holds.reasons = '{}' THEN holds.weight || ' entitled'
                    ELSE '0 ' || (
                        SELECT string_agg(reason, ',' ORDER BY reason COLLATE "C")
                        FROM unnest(holds.reasons) AS reason
                    )
                END || E'\n', '' ORDER BY holds.number
            ) AS lines
        FROM assembly_roll_holds(roll.cooperative_id, roll.id) AS holds
    ) AS told
    WHERE roll.cooperative_id = of_cooperative AND roll.id = of_roll
$$;

-- INV-85: whether a roll still changes: it is the last that was drawn of its meeting, and not frozen. One change of a
-- meeting after the other.
CREATE FUNCTION assembly_roll_is_open(of_cooperative uuid, of_roll uuid) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(roll.meeting_id::text, 82))
    FROM assembly_roll AS roll
    WHERE roll.cooperative_id = of_cooperative AND roll.id = of_roll;
    RETURN EXISTS (
        SELECT FROM assembly_roll AS roll
        WHERE roll.cooperative_id = of_cooperative AND roll.id = of_roll
            AND NOT EXISTS (
                SELECT FROM assembly_roll AS later
                WHERE later.cooperative_id = roll.cooperative_id AND later.meeting_id = roll.meeting_id
                    AND later.version > roll.version
            )
            AND NOT EXISTS (
                SELECT FROM assembly_rollfreeze AS frozen
                WHERE frozen.cooperative_id = roll.cooperative_id AND frozen.roll_id = roll.id
            )
    );
END $$;

-- A drawing: the next of its meeting, of the days for which the meeting is planned, while none is frozen.
CREATE FUNCTION assembly_roll_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    plan assembly_meetingversion;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 82));
    SELECT * INTO plan FROM assembly_meetingversion AS version
    WHERE version.cooperative_id = new.cooperative_id AND version.meeting_id = new.meeting_id
    ORDER BY version.version DESC LIMIT 1;
    IF (new.record_date, new.held_on) IS DISTINCT FROM (plan.record_date, plan.held_on)
        OR new.challenged_until >= new.held_on
        OR assembly_stands(new.cooperative_id, new.meeting_id) NOT IN ('drafted', 'called', 'adjourned')
        OR new.version <> 1 + (
            SELECT count(*) FROM assembly_roll AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        )
        OR EXISTS (
            SELECT FROM assembly_roll AS known
            INNER JOIN assembly_rollfreeze AS frozen
                ON known.cooperative_id = frozen.cooperative_id AND known.id = frozen.roll_id
            WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
        )
    THEN
        RAISE EXCEPTION 'INV-85: this roll does not follow' USING ERRCODE = 'RD085';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER roll_arrives BEFORE INSERT ON assembly_roll
FOR EACH ROW EXECUTE FUNCTION assembly_roll_arrives();

-- A roll comes with exactly the lines that it states, and none is slipped in later: their places are all taken.
CREATE FUNCTION assembly_roll_ends() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF new.lines_stated <> (
        SELECT count(*) FROM assembly_rollline AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.roll_id = new.id
    ) THEN
        RAISE EXCEPTION 'INV-85: a roll comes with the lines that it states' USING ERRCODE = 'RD085';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER roll_is_whole AFTER INSERT ON assembly_roll
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION assembly_roll_ends();

-- INV-84: in a primary cooperative every member has one vote.
CREATE FUNCTION assembly_roll_lines_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT FROM added WHERE added.weight <> 1) AND EXISTS (
        SELECT FROM cooperatives_cooperative AS own
        WHERE own.id = tenancy_current() AND own.tier = 'primary'
    ) THEN
        RAISE EXCEPTION 'INV-84: one member, one vote' USING ERRCODE = 'RD084';
    END IF;
    IF EXISTS (
        SELECT FROM added
        LEFT JOIN assembly_roll AS roll
            ON added.cooperative_id = roll.cooperative_id AND added.roll_id = roll.id
                AND added.meeting_id = roll.meeting_id
        WHERE (added.place BETWEEN 1 AND roll.lines_stated) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'INV-85: a roll comes with the lines that it states' USING ERRCODE = 'RD085';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER lines_arrive AFTER INSERT ON assembly_rollline
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION assembly_roll_lines_arrive();

-- What is said beside the lines: of a line of an open roll, in order, and in time.
CREATE FUNCTION assembly_roll_has(of_cooperative uuid, of_roll uuid, of_line uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_rollline AS line
        WHERE line.cooperative_id = of_cooperative AND line.roll_id = of_roll AND line.id = of_line
    )
$$;

CREATE FUNCTION assembly_challenge_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_roll_is_open(new.cooperative_id, new.roll_id)
        OR NOT assembly_roll_has(new.cooperative_id, new.roll_id, new.line_id)
        OR new.on_date > (
            SELECT roll.challenged_until FROM assembly_roll AS roll
            WHERE roll.cooperative_id = new.cooperative_id AND roll.id = new.roll_id
        )
        OR new.place <> 1 + (
            SELECT count(*) FROM assembly_rollchallenge AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.roll_id = new.roll_id
        )
    THEN
        RAISE EXCEPTION 'INV-85: this roll is not open to challenges' USING ERRCODE = 'RD085';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER challenge_arrives BEFORE INSERT ON assembly_rollchallenge
FOR EACH ROW EXECUTE FUNCTION assembly_challenge_arrives();

-- An answer: to a challenge of an open roll, and with its correction exactly where it is upheld.
CREATE FUNCTION assembly_answer_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_rollchallenge AS challenge
        WHERE challenge.cooperative_id = new.cooperative_id AND challenge.id = new.challenge_id
            AND assembly_roll_is_open(challenge.cooperative_id, challenge.roll_id)
    ) OR new.is_upheld <> EXISTS (
        SELECT FROM assembly_rollcorrection AS correction
        WHERE correction.cooperative_id = new.cooperative_id AND correction.challenge_id = new.challenge_id
    ) THEN
        RAISE EXCEPTION 'INV-85: this challenge cannot be answered so' USING ERRCODE = 'RD085';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER answer_arrives BEFORE INSERT ON assembly_rollanswer
FOR EACH ROW EXECUTE FUNCTION assembly_answer_arrives();

CREATE FUNCTION assembly_correction_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_roll_is_open(new.cooperative_id, new.roll_id)
        OR NOT assembly_roll_has(new.cooperative_id, new.roll_id, new.line_id)
        OR new.place <> 1 + (
            SELECT count(*) FROM assembly_rollcorrection AS known
            WHERE known.cooperative_id = new.cooperative_id AND known.roll_id = new.roll_id
        )
        OR (
            new.challenge_id IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM assembly_rollchallenge AS challenge
                WHERE challenge.cooperative_id = new.cooperative_id AND challenge.id = new.challenge_id
                    AND challenge.line_id = new.line_id
                    AND NOT EXISTS (
                        SELECT FROM assembly_rollanswer AS answer
                        WHERE answer.cooperative_id = challenge.cooperative_id
                            AND answer.challenge_id = challenge.id
                    )
            )
        )
        OR (
            new.reasons = '{}'
            AND NOT EXISTS (
                SELECT FROM assembly_rollline AS line
                WHERE line.cooperative_id = new.cooperative_id AND line.id = new.line_id
                    AND line.voter_id IS NOT NULL
            )
        )
    THEN
        RAISE EXCEPTION 'INV-85: this roll is not open to this correction' USING ERRCODE = 'RD085';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER correction_arrives BEFORE INSERT ON assembly_rollcorrection
FOR EACH ROW EXECUTE FUNCTION assembly_correction_arrives();

-- INV-85: a roll is frozen once, when no challenge is possible or waits, with the hash of what holds.
CREATE FUNCTION assembly_freeze_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_roll_is_open(new.cooperative_id, new.roll_id)
        OR new.frozen_on <= (
            SELECT roll.challenged_until FROM assembly_roll AS roll
            WHERE roll.cooperative_id = new.cooperative_id AND roll.id = new.roll_id
        )
        OR EXISTS (
            SELECT FROM assembly_rollchallenge AS challenge
            LEFT JOIN assembly_rollanswer AS answer
                ON challenge.cooperative_id = answer.cooperative_id AND challenge.id = answer.challenge_id
            WHERE challenge.cooperative_id = new.cooperative_id AND challenge.roll_id = new.roll_id
                AND answer.challenge_id IS NULL
        )
        OR new.entitled <> (
            SELECT count(*) FROM assembly_roll_holds(new.cooperative_id, new.roll_id) AS holds
            WHERE holds.reasons = '{}'
        )
        OR new.hash IS DISTINCT FROM encode(
            sha256(convert_to(assembly_roll_text(new.cooperative_id, new.roll_id), 'UTF8')), 'hex'
        )
    THEN
        RAISE EXCEPTION 'INV-85: this roll cannot be frozen so' USING ERRCODE = 'RD085';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER freeze_arrives BEFORE INSERT ON assembly_rollfreeze
FOR EACH ROW EXECUTE FUNCTION assembly_freeze_arrives();
