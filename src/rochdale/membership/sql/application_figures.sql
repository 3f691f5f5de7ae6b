-- For each year: applications by where they stand, refusals by ground, and the days that a decision took.
WITH decided AS (
    SELECT
        asked.id,
        min(step.on_date) AS on_date
    FROM membership_application AS asked
    INNER JOIN membership_applicationstep AS step
        ON asked.cooperative_id = step.cooperative_id AND asked.id = step.application_id
    WHERE asked.cooperative_id = tenancy_current() AND step.kind IN ('accepted', 'refused')
    GROUP BY asked.id
)

SELECT
    extract(YEAR FROM asked.applied_on)::integer AS asked_year,
    'state' AS figure,
    asked.state AS word,
    count(*)::integer AS counted
FROM membership_application AS asked
WHERE asked.cooperative_id = tenancy_current()
GROUP BY 1, 3
UNION ALL
SELECT
    extract(YEAR FROM asked.applied_on)::integer,
    'ground',
    step.ground,
    count(*)::integer
FROM membership_application AS asked
INNER JOIN membership_applicationstep AS step
    ON asked.cooperative_id = step.cooperative_id AND asked.id = step.application_id
WHERE asked.cooperative_id = tenancy_current() AND step.kind = 'refused'
GROUP BY 1, 3
UNION ALL
SELECT
    extract(YEAR FROM asked.applied_on)::integer,
    'median_days',
    '',
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY decided.on_date - asked.applied_on))::integer
FROM membership_application AS asked
INNER JOIN decided ON asked.id = decided.id
WHERE asked.cooperative_id = tenancy_current()
GROUP BY 1
ORDER BY 1 DESC, 2, 3
