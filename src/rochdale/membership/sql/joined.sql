-- Who joined in a period, by the day and the number, with the cause.
SELECT
    line.number,
    person.given_names,
    person.family_name,
    line.joined_on AS happened_on,
    line.joining_cause AS cause
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
WHERE line.cooperative_id = %(cooperative_id)s AND line.joined_on BETWEEN %(first)s AND %(last)s
ORDER BY line.joined_on, line.number
