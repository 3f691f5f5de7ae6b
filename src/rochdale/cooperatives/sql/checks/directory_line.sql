-- INV-27: the line in the directory is not the one that was founded, or was founded more than once.
WITH founding AS (
    SELECT
        count(*) AS acts,
        min(act.facts::text)::jsonb AS facts
    FROM audit_act AS act
    WHERE act.verb = 'cooperatives.found'
)

SELECT
    own.slug,
    own.currency,
    own.founded_on,
    founding.acts,
    founding.facts
FROM cooperatives_cooperative AS own
CROSS JOIN founding
WHERE own.id = tenancy_current()
    AND (
        founding.acts <> 1
        OR (own.slug, own.tier, own.currency, own.founded_on::text)
        IS DISTINCT FROM (
            founding.facts ->> 'slug', founding.facts ->> 'tier', founding.facts ->> 'currency',
            founding.facts ->> 'founded_on'
        )
    )
