-- Those of some requests that were repaid, in the order of the queue, each with its movement and the entry of it.
SELECT
    ended.request_id,
    ended.movement_id,
    moved.entry_id
FROM capital_redemptionend AS ended
INNER JOIN capital_redemptionrequest AS request
    ON ended.cooperative_id = request.cooperative_id AND ended.request_id = request.id
INNER JOIN capital_sharemovement AS moved
    ON ended.cooperative_id = moved.cooperative_id AND ended.movement_id = moved.id
WHERE ended.cooperative_id = tenancy_current() AND ended.request_id = any(%(request_ids)s::uuid [])
ORDER BY request.place
