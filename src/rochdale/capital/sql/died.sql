-- Whether a person's membership ended, or is on its way to end, by death.
SELECT departure.id FROM membership_departure AS departure
WHERE
    departure.cooperative_id = tenancy_current()
    AND departure.person_id = %(person_id)s
    AND departure.cause = 'death'
ORDER BY departure.id
LIMIT 1
