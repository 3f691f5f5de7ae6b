-- The board's vote on a suspension (INV-72): counted, and of the majority that the by-laws of its day ask (rule Q-19).

-- Whether a vote reaches it: the majority for excluding, of the votes that it names; more than half if none is named.
CREATE FUNCTION membership_vote_passes(
    votes_for integer, votes_against integer, votes_abstained integer, directors integer, day date
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT votes_for > 0 AND CASE
        WHEN asked.majority IS NULL THEN votes_for > votes_against
        ELSE votes_for * coalesce(nullif(split_part(asked.majority, '/', 2), ''), '1')::integer
            >= split_part(asked.majority, '/', 1)::integer * CASE coalesce(asked.basis, 'cast')
                WHEN 'cast' THEN votes_for + votes_against
                WHEN 'present' THEN votes_for + votes_against + votes_abstained
                ELSE directors
            END
        END
    FROM (
        SELECT
            membership_bylaw('expulsion_majority_fraction', day) #>> '{}' AS majority,
            membership_bylaw('expulsion_majority_basis', day) #>> '{}' AS basis
    ) AS asked
$$;

CREATE FUNCTION membership_suspension_is_voted() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT membership_vote_passes(
            new.votes_for, new.votes_against, new.votes_abstained, new.directors, act.on_date
        )
        FROM audit_act AS act
        WHERE act.cooperative_id = new.cooperative_id AND act.id = new.act_id
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-72: the board did not vote for this suspension' USING ERRCODE = 'RD072';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER suspension_is_voted BEFORE INSERT ON membership_suspension
FOR EACH ROW EXECUTE FUNCTION membership_suspension_is_voted();
