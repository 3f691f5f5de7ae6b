-- Repayments after which too little capital was left, those of one act together. Those of before the figures of the
-- test were kept have none; none of them is newer than the first that has them.
SELECT
    ended.act_id,
    sum(ended.price_minor) AS price_minor
FROM capital_redemptionend AS ended
INNER JOIN capital_redemptionrequest AS request
    ON ended.cooperative_id = request.cooperative_id AND ended.request_id = request.id
INNER JOIN capital_shareclass AS own
    ON request.cooperative_id = own.cooperative_id AND request.class_id = own.id
INNER JOIN audit_act AS act
    ON ended.cooperative_id = act.cooperative_id AND ended.act_id = act.id
WHERE
    ended.cooperative_id = tenancy_current()
    AND ended.outcome = 'paid'
    AND (
        ended.assets_minor IS NOT NULL
        OR act.at > (
            SELECT min(known.at) FROM capital_redemptionend AS other
            INNER JOIN audit_act AS known
                ON other.cooperative_id = known.cooperative_id AND other.act_id = known.id
            WHERE other.cooperative_id = tenancy_current() AND other.assets_minor IS NOT NULL
        )
    )
GROUP BY ended.act_id
HAVING
    count(DISTINCT ended.net_worth_minor) <> 1
    OR count(DISTINCT ended.assets_minor) <> 1
    OR capital_test_passes(
        min(ended.net_worth_minor), min(ended.assets_minor),
        sum(ended.price_minor - request.quantity::numeric * own.par_minor + ended.paid_in_minor),
        min(ended.ended_on)
    ) IS NOT TRUE
