-- The applications whose time is over at the end of a day: an answer or a payment that did not come.
SELECT
    asked.id,
    last.place
FROM membership_application AS asked
CROSS JOIN LATERAL (
    SELECT step.place FROM membership_applicationstep AS step
    WHERE step.cooperative_id = asked.cooperative_id AND step.application_id = asked.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last
WHERE
    asked.cooperative_id = %(cooperative_id)s
    AND asked.state IN ('asked', 'accepted', 'overturned')
    AND asked.due_on <= %(on)s::date
ORDER BY asked.order_on, asked.id
