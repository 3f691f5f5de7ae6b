-- What persons hold of each class on a day: shares, how many wait for repayment, and what is owed on them.
SELECT
    moved.holder_id,
    own.id,
    moved.held,
    coalesce(waiting.quantity, 0) AS waiting,
    moved.issued_minor - coalesce(paid.amount_minor, 0) AS owing_minor
FROM (
    SELECT
        known.holder_id,
        known.class_id,
        sum(known.quantity) AS held,
        -- Asked of each reversal by itself: there are few, and a join would read the whole register.
        coalesce(
            sum(known.amount_minor) FILTER (
                WHERE known.cause = 'issue' OR (
                    known.reverses_id IS NOT NULL AND (
                        SELECT first.cause FROM capital_sharemovement AS first
                        WHERE first.cooperative_id = known.cooperative_id AND first.id = known.reverses_id
                    ) = 'issue'
                )
            ), 0
        ) AS issued_minor
    FROM capital_sharemovement AS known
    WHERE
        known.cooperative_id = tenancy_current()
        AND known.holder_id = ANY(%(holder_ids)s)
        AND known.effective_on <= %(on)s
    GROUP BY known.holder_id, known.class_id
) AS moved
INNER JOIN capital_shareclass AS own ON own.cooperative_id = tenancy_current() AND moved.class_id = own.id
LEFT JOIN LATERAL (
    SELECT sum(request.quantity) AS quantity FROM capital_redemptionrequest AS request
    LEFT JOIN capital_redemptionend AS ended
        ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
    WHERE
        request.cooperative_id = own.cooperative_id
        AND request.holder_id = moved.holder_id
        AND request.class_id = own.id
        AND ended.request_id IS NULL
) AS waiting ON TRUE
LEFT JOIN LATERAL (
    SELECT sum(payment.amount_minor) AS amount_minor FROM capital_sharepayment AS payment
    INNER JOIN capital_sharemovement AS issue
        ON payment.cooperative_id = issue.cooperative_id AND payment.movement_id = issue.id
    WHERE
        payment.cooperative_id = own.cooperative_id
        AND payment.paid_on <= %(on)s
        AND issue.holder_id = moved.holder_id
        AND issue.class_id = own.id
) AS paid ON TRUE
ORDER BY own.opened_on, own.code
