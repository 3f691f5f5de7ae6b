-- The institution with this name in addresses.
SELECT
    own.id,
    own.slug,
    own.name,
    own.tier,
    own.currency,
    own.languages,
    own.time_zone,
    own.holidays,
    own.business_date,
    own.founded_on
FROM cooperatives_cooperative AS own
WHERE own.slug = %(slug)s
