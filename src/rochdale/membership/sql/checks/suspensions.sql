-- Suspensions that the by-laws of their day did not allow, of no right, two at a time, or without their act.
SELECT
    holds.id,
    holds.member_id,
    holds.from_on,
    holds.until_on
FROM membership_suspension AS holds
LEFT JOIN audit_act AS act ON holds.cooperative_id = act.cooperative_id AND holds.act_id = act.id
WHERE
    holds.cooperative_id = tenancy_current()
    AND (
        act.id IS NULL
        OR cardinality(holds.rights) = 0
        OR holds.until_on <= holds.from_on
        OR (holds.lifted_on IS NULL) <> (holds.lifted_act_id IS NULL)
        OR (
            (membership_bylaw('suspension_max_months', act.on_date) #>> '{}')::integer = holds.months_max
            AND holds.until_on <= holds.from_on + make_interval(months => holds.months_max)
            AND to_jsonb(holds.rights) <@ membership_bylaw('suspension_removes', act.on_date)
        ) IS NOT TRUE
        -- Those of before votes were kept have none; none of them is newer than the first that has one.
        OR (
            holds.directors IS NOT NULL
            AND membership_vote_passes(
                holds.votes_for, holds.votes_against, holds.votes_abstained, holds.directors, act.on_date
            ) IS NOT TRUE
        )
        OR (
            holds.directors IS NULL
            AND act.at > (
                SELECT min(deed.at) FROM membership_suspension AS voted
                INNER JOIN audit_act AS deed
                    ON voted.cooperative_id = deed.cooperative_id AND voted.act_id = deed.id
                WHERE voted.cooperative_id = holds.cooperative_id AND voted.directors IS NOT NULL
            )
        )
        OR EXISTS (
            SELECT FROM membership_suspension AS other
            WHERE
                other.cooperative_id = holds.cooperative_id
                AND other.id <> holds.id
                AND other.member_id = holds.member_id
                AND daterange(other.from_on, least(other.until_on, other.lifted_on))
                && daterange(holds.from_on, least(holds.until_on, holds.lifted_on))
        )
    )
