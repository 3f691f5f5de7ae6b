-- One page of the applications in some states, what is due first before what is due later, after the last line seen.
SELECT
    asked.id,
    asked.number,
    asked.name,
    asked.kind,
    asked.state,
    asked.state_on,
    asked.due_on,
    asked.applied_on,
    asked.order_on
FROM unnest(%(states)s::text []) AS wanted (state)
-- Each state in the order of the index: a page ends long before they do.
CROSS JOIN LATERAL (
    SELECT known.* FROM membership_application AS known
    WHERE
        known.cooperative_id = %(cooperative_id)s
        AND known.state = wanted.state
        AND (
            %(after_on)s::date IS NULL
            OR (known.order_on, known.id) > (%(after_on)s::date, %(after_id)s::uuid)
        )
    ORDER BY known.order_on, known.id
    LIMIT %(lines)s
) AS asked
ORDER BY asked.order_on, asked.id
LIMIT %(lines)s
