-- The effect of a resolution as it ran, and who set it going, under which authority.
SELECT
    run.on_date,
    run.at,
    run.place,
    run.values,
    act.person_id,
    act.authority
FROM assembly_effectrun AS run
INNER JOIN audit_act AS act
    ON run.cooperative_id = act.cooperative_id AND run.act_id = act.id
WHERE
    run.cooperative_id = tenancy_current()
    AND run.resolution_id = %(resolution_id)s::uuid
