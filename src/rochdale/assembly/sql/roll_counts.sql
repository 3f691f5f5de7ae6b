-- How many lines a roll has, by what holds of them: one row for each set of reasons, with who may vote among them.
SELECT
    holds.reasons,
    count(*) AS lines,
    coalesce(sum(holds.weight), 0)::bigint AS votes,
    count(*) FILTER (WHERE holds.is_corrected) AS corrected
FROM assembly_roll_holds(tenancy_current(), %(roll_id)s::uuid) AS holds
GROUP BY holds.reasons
