-- Applications that stand elsewhere than where their last step says.
SELECT
    asked.id AS application_id,
    asked.state,
    last.kind AS last_step,
    asked.due_on,
    last.next_by
FROM membership_application AS asked
CROSS JOIN LATERAL (
    SELECT
        step.kind,
        step.on_date,
        step.next_by
    FROM membership_applicationstep AS step
    WHERE step.cooperative_id = asked.cooperative_id AND step.application_id = asked.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last
WHERE
    asked.cooperative_id = tenancy_current()
    AND (
        asked.state <> last.kind
        OR asked.state_on <> last.on_date
        OR asked.due_on IS DISTINCT FROM last.next_by
        OR asked.order_on <> coalesce(last.next_by, last.on_date)
    )
