-- The departures under way, each with its last step, the oldest first.
SELECT
    departure.id,
    member.number,
    person.given_names,
    person.family_name,
    departure.cause,
    departure.opened_on,
    last.kind,
    last.next_by
FROM membership_departure AS departure
INNER JOIN membership_member AS member
    ON departure.cooperative_id = member.cooperative_id AND departure.member_id = member.id
INNER JOIN membership_person AS person
    ON departure.cooperative_id = person.cooperative_id AND departure.person_id = person.id
CROSS JOIN LATERAL (
    SELECT step.kind, step.next_by FROM membership_departurestep AS step
    WHERE step.cooperative_id = departure.cooperative_id AND step.departure_id = departure.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last
WHERE
    departure.cooperative_id = tenancy_current()
    AND last.kind NOT IN ('taken_back', 'dismissed', 'overturned', 'ended')
ORDER BY departure.opened_on, departure.id
LIMIT %(lines)s
