-- Representatives who are no persons, of no organizations, or two at a time.
SELECT
    stands.id,
    stands.organization_id,
    stands.person_id,
    stands.from_on
FROM membership_representative AS stands
LEFT JOIN membership_person AS represented
    ON stands.cooperative_id = represented.cooperative_id AND stands.organization_id = represented.id
LEFT JOIN membership_person AS person
    ON stands.cooperative_id = person.cooperative_id AND stands.person_id = person.id
WHERE
    stands.cooperative_id = tenancy_current()
    AND (
        coalesce(represented.kind, 'natural') = 'natural'
        OR person.kind IS DISTINCT FROM 'natural'
        OR stands.ended_on > stands.until_on
        OR EXISTS (
            SELECT FROM membership_representative AS other
            WHERE
                other.cooperative_id = stands.cooperative_id
                AND other.id <> stands.id
                AND (other.organization_id = stands.organization_id OR other.person_id = stands.person_id)
                AND daterange(other.from_on, least(other.until_on, other.ended_on))
                && daterange(stands.from_on, least(stands.until_on, stands.ended_on))
        )
    )
