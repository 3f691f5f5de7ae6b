-- INV-24: one person twice in the same office on one day.
SELECT
    earlier.id,
    later.id AS other_id,
    earlier.office
FROM cooperatives_office AS earlier
INNER JOIN cooperatives_office AS later
    ON later.cooperative_id = earlier.cooperative_id
    AND later.person_id = earlier.person_id
    AND later.office = earlier.office
    AND later.id > earlier.id
WHERE daterange(earlier.since_on, least(earlier.term_until_on, earlier.ended_on))
    && daterange(later.since_on, least(later.term_until_on, later.ended_on))
ORDER BY earlier.id, later.id
