-- The tier of the current cooperative, and the cooperatives on this server that may join it: those of a lower tier
-- that are no members today. Who is one is found once, by the index of linked persons, and not again for each other.
WITH joined AS MATERIALIZED (
    SELECT known.cooperative_slug
    FROM membership_person AS known
    INNER JOIN membership_member AS line
        ON known.cooperative_id = line.cooperative_id AND known.id = line.person_id
    WHERE
        known.cooperative_id = tenancy_current()
        AND known.cooperative_slug <> ''
        AND line.left_on IS NULL
)

SELECT
    own.tier,
    other.slug,
    other.name
FROM cooperatives_cooperative AS own
LEFT JOIN cooperatives_cooperative AS other
    ON
        membership_tier_rank(other.tier) < membership_tier_rank(own.tier)
        AND other.slug NOT IN (SELECT joined.cooperative_slug FROM joined)
WHERE own.id = tenancy_current()
ORDER BY other.name, other.slug
