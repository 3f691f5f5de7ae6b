-- The act under which something was done.
SELECT
    person_id,
    for_person_id,
    authority,
    at,
    reason,
    bylaw_version
FROM audit_act
WHERE cooperative_id = tenancy_current() AND id = %(act_id)s
