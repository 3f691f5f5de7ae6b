-- Members that are none for a cooperative of this tier, and cooperatives of this server that are known twice.
SELECT
    line.number,
    person.kind,
    person.cooperative_slug
FROM membership_member AS line
INNER JOIN cooperatives_cooperative AS own ON line.cooperative_id = own.id
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
LEFT JOIN cooperatives_cooperative AS other ON other.slug = nullif(person.cooperative_slug, '')
WHERE
    line.cooperative_id = tenancy_current()
    AND (
        (own.tier <> 'primary' AND person.kind = 'natural')
        OR (person.cooperative_slug <> '' AND (other.id IS NULL OR person.kind <> 'cooperative'))
        OR membership_tier_rank(other.tier) >= membership_tier_rank(own.tier)
        OR EXISTS (
            SELECT FROM membership_person AS twin
            WHERE
                twin.cooperative_id = person.cooperative_id
                AND twin.id <> person.id
                AND twin.cooperative_slug = person.cooperative_slug
                AND twin.cooperative_slug <> ''
        )
    )
