-- Memberships with two departures under way, departures that ended nothing, and departures without a step.
SELECT
    departure.id AS departure_id,
    departure.member_id,
    member.left_on,
    ended.kind
FROM membership_departure AS departure
LEFT JOIN membership_member AS member
    ON departure.cooperative_id = member.cooperative_id AND departure.member_id = member.id
LEFT JOIN membership_departurestep AS ended
    ON
        departure.cooperative_id = ended.cooperative_id
        AND departure.id = ended.departure_id
        AND ended.kind IN ('ended', 'taken_back', 'dismissed', 'overturned')
WHERE
    departure.cooperative_id = tenancy_current()
    AND (
        member.id IS NULL
        OR member.person_id <> departure.person_id
        OR (ended.kind = 'ended' AND member.left_on IS NULL)
        OR EXISTS (
            SELECT FROM membership_person AS person
            WHERE
                person.cooperative_id = departure.cooperative_id
                AND person.id = departure.person_id
                AND (departure.cause, person.kind = 'natural') IN (('death', FALSE), ('end_of_organization', TRUE))
        )
        OR NOT EXISTS (
            SELECT FROM membership_departurestep AS step
            WHERE step.cooperative_id = departure.cooperative_id AND step.departure_id = departure.id
        )
        OR (
            ended.kind IS NULL
            AND EXISTS (
                SELECT FROM membership_departure AS other
                WHERE
                    other.cooperative_id = departure.cooperative_id
                    AND other.member_id = departure.member_id
                    AND other.id <> departure.id
                    AND NOT EXISTS (
                        SELECT FROM membership_departurestep AS closing
                        WHERE
                            closing.cooperative_id = other.cooperative_id
                            AND closing.departure_id = other.id
                            AND closing.kind IN ('taken_back', 'dismissed', 'overturned')
                    )
            )
        )
    )
