-- How many shares of each class there are on a day, in how many hands, with what the account carries.
SELECT
    own.id,
    coalesce(held.shares, 0) AS shares,
    coalesce(held.holders, 0) AS holders
FROM capital_shareclass AS own
LEFT JOIN LATERAL (
    SELECT
        sum(each.shares) AS shares,
        count(*) AS holders
    FROM (
        SELECT sum(moved.quantity) AS shares FROM capital_sharemovement AS moved
        WHERE
            moved.cooperative_id = own.cooperative_id
            AND moved.class_id = own.id
            AND moved.effective_on <= %(on)s
        GROUP BY moved.holder_id
        HAVING sum(moved.quantity) > 0
    ) AS each
) AS held ON TRUE
WHERE own.cooperative_id = tenancy_current()
ORDER BY own.opened_on, own.code
