-- Classes whose movements do not sum to what their account carries.
SELECT
    own.code,
    own.account_id,
    coalesce(moved.amount_minor, 0) AS register_minor,
    coalesce(-posted.amount_minor, 0) AS books_minor
FROM capital_shareclass AS own
LEFT JOIN (
    SELECT
        known.class_id,
        sum(known.amount_minor) AS amount_minor
    FROM capital_sharemovement AS known
    WHERE known.cooperative_id = tenancy_current()
    GROUP BY known.class_id
) AS moved ON own.id = moved.class_id
LEFT JOIN (
    SELECT
        posting.account_id,
        sum(posting.amount_minor) AS amount_minor
    FROM ledger_posting AS posting
    WHERE
        posting.cooperative_id = tenancy_current()
        AND posting.account_id IN (
            SELECT carrying.account_id FROM capital_shareclass AS carrying
            WHERE carrying.cooperative_id = tenancy_current()
        )
    GROUP BY posting.account_id
) AS posted ON own.account_id = posted.account_id
WHERE
    own.cooperative_id = tenancy_current()
    AND coalesce(moved.amount_minor, 0) <> coalesce(-posted.amount_minor, 0)
