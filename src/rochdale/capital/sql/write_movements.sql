-- Movements of shares that one act wrote, one array for each column.
INSERT INTO capital_sharemovement (
    cooperative_id, recorded_on, recorded_at, act_id,
    id, class_id, holder_id, quantity, amount_minor, cause, organ, effective_on, entry_id
)
SELECT
    %(cooperative_id)s,
    %(recorded_on)s,
    %(recorded_at)s,
    %(act_id)s,
    moved.*
FROM unnest(
    %(id)s::uuid [], %(class_id)s::uuid [], %(holder_id)s::uuid [], %(quantity)s::integer [],
    %(amount_minor)s::bigint [], %(cause)s::text [], %(organ)s::text [], %(effective_on)s::date [],
    %(entry_id)s::uuid []
) AS moved
