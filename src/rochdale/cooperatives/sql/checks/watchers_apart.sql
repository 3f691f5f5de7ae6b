-- INV-25: auditors and inspectors who hold an office that acts on the same day.
SELECT
    watching.id,
    watching.office,
    acting.id AS beside,
    acting.office AS other_office
FROM cooperatives_office AS watching
INNER JOIN cooperatives_office AS acting
    ON acting.cooperative_id = watching.cooperative_id AND acting.person_id = watching.person_id
WHERE watching.office IN ('auditor', 'inspector')
    AND acting.office NOT IN ('auditor', 'inspector')
    AND daterange(watching.since_on, least(watching.term_until_on, watching.ended_on))
    && daterange(acting.since_on, least(acting.term_until_on, acting.ended_on))
ORDER BY watching.id, acting.id
