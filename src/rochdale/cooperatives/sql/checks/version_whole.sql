-- INV-21: versions whose values are not as many as they were adopted with, or whose act adopted another one.
SELECT
    adopted.version,
    adopted.values_stated,
    count(stated.name) AS values_found,
    act.bylaw_version AS version_of_act
FROM cooperatives_bylawversion AS adopted
LEFT JOIN cooperatives_bylawvalue AS stated
    ON stated.cooperative_id = adopted.cooperative_id AND stated.version = adopted.version
LEFT JOIN audit_act AS act ON act.cooperative_id = adopted.cooperative_id AND act.id = adopted.act_id
GROUP BY adopted.version, adopted.values_stated, act.bylaw_version
HAVING count(stated.name) <> adopted.values_stated OR act.bylaw_version IS DISTINCT FROM adopted.version
ORDER BY adopted.version
