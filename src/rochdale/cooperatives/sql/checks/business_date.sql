-- INV-26: the business date is not where the recorded acts left it.
WITH recorded AS (
    SELECT max(coalesce((act.facts ->> 'to')::date, act.on_date)) AS business_date
    FROM audit_act AS act
    WHERE act.verb IN ('cooperatives.found', 'cooperatives.move_business_date')
)

SELECT
    own.business_date,
    recorded.business_date AS recorded_date
FROM cooperatives_cooperative AS own
CROSS JOIN recorded
WHERE own.id = tenancy_current() AND own.business_date IS DISTINCT FROM recorded.business_date
