-- INV-22: values that name no rule of the field or no source.
SELECT
    stated.version,
    stated.name,
    stated.rule,
    stated.source
FROM cooperatives_bylawvalue AS stated
WHERE stated.rule !~ '^[A-Z]-[0-9]+$' OR btrim(stated.source) = ''
ORDER BY stated.version, stated.name
