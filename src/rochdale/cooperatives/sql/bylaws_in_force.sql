-- What is in force on a day: of each parameter, what was last stated about it. Versions never go back in time
-- (INV-20), so all that were in effect by that day are those up to the last such one.
WITH in_force AS (
    SELECT max(adopted.version) AS last_version
    FROM cooperatives_bylawversion AS adopted
    WHERE adopted.effective_from <= %(day)s::date
)

SELECT DISTINCT ON (stated.name)
    stated.name,
    stated.kind,
    stated.value::text,
    stated.unit,
    stated.rule,
    stated.source,
    in_force.last_version,
    stated.version AS stated_in,
    adopted.effective_from,
    adopted.source AS decided_by
FROM in_force
INNER JOIN cooperatives_bylawvalue AS stated ON stated.version <= in_force.last_version
INNER JOIN cooperatives_bylawversion AS adopted
    ON adopted.cooperative_id = stated.cooperative_id AND adopted.version = stated.version
WHERE stated.name = coalesce(%(parameter)s::text, stated.name)
ORDER BY stated.name, stated.version DESC
