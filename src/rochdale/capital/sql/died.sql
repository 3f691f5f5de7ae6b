-- Of some persons those whose membership ended, or is on its way to end, by death.
SELECT DISTINCT departure.person_id FROM membership_departure AS departure
WHERE
    departure.cooperative_id = tenancy_current()
    AND departure.person_id = any(%(person_ids)s::uuid [])
    AND departure.cause = 'death'
