-- Who left in a period, by the day and the number, with the cause of the departure that ended it, or what an older
-- register said of it; without either the membership lapsed.
SELECT
    line.number,
    person.given_names,
    person.family_name,
    line.left_on AS happened_on,
    coalesce(ended.cause, old.cause, 'lapse') AS cause
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
LEFT JOIN (
    SELECT
        departure.member_id,
        departure.cause
    FROM membership_departure AS departure
    INNER JOIN membership_departurestep AS step
        ON departure.cooperative_id = step.cooperative_id AND departure.id = step.departure_id
    WHERE departure.cooperative_id = %(cooperative_id)s AND step.kind = 'ended'
) AS ended
    ON line.id = ended.member_id
LEFT JOIN membership_oldending AS old
    ON line.cooperative_id = old.cooperative_id AND line.id = old.member_id
WHERE line.cooperative_id = %(cooperative_id)s AND line.left_on BETWEEN %(first)s AND %(last)s
ORDER BY line.left_on, line.number
