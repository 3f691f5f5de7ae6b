-- INV-84: members of a primary cooperative with other than one vote.
SELECT
    line.roll_id,
    line.number,
    line.weight
FROM assembly_rollline AS line
INNER JOIN cooperatives_cooperative AS own ON line.cooperative_id = own.id
WHERE line.cooperative_id = tenancy_current() AND own.tier = 'primary' AND line.weight <> 1
