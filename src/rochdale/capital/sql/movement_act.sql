-- The act under which a movement was written: who, for whom, under which authority, when and why.
SELECT
    act.person_id,
    act.authority,
    act.at,
    act.reason,
    act.bylaw_version
FROM capital_sharemovement AS moved
INNER JOIN audit_act AS act ON moved.cooperative_id = act.cooperative_id AND moved.act_id = act.id
WHERE moved.cooperative_id = tenancy_current() AND moved.id = %(movement_id)s
