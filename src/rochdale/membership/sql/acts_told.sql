-- Who did some acts, under which authority, and when.
SELECT
    id,
    person_id,
    authority,
    on_date,
    at
FROM audit_act
WHERE cooperative_id = tenancy_current() AND id = ANY(%(ids)s::uuid [])
