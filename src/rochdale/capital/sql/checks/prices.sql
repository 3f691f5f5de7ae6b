-- Repayments above what losses allowed, or whose entry says another price. Those of before prices were kept have none;
-- none of them is newer than the first that has one.
SELECT
    ended.request_id,
    ended.price_minor,
    ended.net_worth_minor,
    ended.outstanding_minor
FROM capital_redemptionend AS ended
INNER JOIN capital_redemptionrequest AS request
    ON ended.cooperative_id = request.cooperative_id AND ended.request_id = request.id
INNER JOIN capital_shareclass AS own
    ON request.cooperative_id = own.cooperative_id AND request.class_id = own.id
LEFT JOIN capital_sharemovement AS moved
    ON ended.cooperative_id = moved.cooperative_id AND ended.movement_id = moved.id
WHERE
    ended.cooperative_id = tenancy_current()
    AND ended.outcome = 'paid'
    AND (
        (
            ended.price_minor IS NOT NULL
            AND capital_price_is_allowed(
                ended.price_minor, request.quantity::numeric * own.par_minor, ended.paid_in_minor,
                ended.net_worth_minor, ended.outstanding_minor,
                coalesce(membership_bylaw('share_repayment_price_basis', ended.ended_on) #>> '{}', 'net_worth')
            ) IS NOT TRUE
        )
        OR request.quantity * own.par_minor - ended.price_minor <> (
            SELECT coalesce(-sum(line.amount_minor), 0) FROM ledger_posting AS line
            INNER JOIN ledger_account AS reserve
                ON line.cooperative_id = reserve.cooperative_id AND line.account_id = reserve.id
            WHERE
                line.cooperative_id = ended.cooperative_id
                AND line.entry_id = moved.entry_id
                AND reserve.role = 'general_reserve'
        )
        OR (
            ended.price_minor IS NULL
            AND moved.recorded_at > (
                SELECT min(priced.recorded_at) FROM capital_redemptionend AS other
                INNER JOIN capital_sharemovement AS priced
                    ON other.cooperative_id = priced.cooperative_id AND other.movement_id = priced.id
                WHERE other.cooperative_id = ended.cooperative_id AND other.price_minor IS NOT NULL
            )
        )
    )
