-- The weight of all votes on a roll as it holds, and whether one weighs more than another.
SELECT
    coalesce(sum(holds.weight), 0) AS entitled,
    coalesce(max(holds.weight), 1) > 1 AS is_weighted
FROM assembly_roll_holds(tenancy_current(), %(roll_id)s) AS holds
WHERE holds.reasons = '{}'
