-- Whether what is owed on shares is what the account of subscriptions says, and no issue is paid beyond its cost.
SELECT
    owed.owing_minor,
    owed.books_minor
FROM (
    SELECT
        (
            SELECT coalesce(sum(moved.amount_minor), 0) FROM capital_sharemovement AS moved
            LEFT JOIN capital_sharemovement AS first
                ON moved.cooperative_id = first.cooperative_id AND moved.reverses_id = first.id
            WHERE
                moved.cooperative_id = tenancy_current()
                AND coalesce(first.cause, moved.cause) = 'issue'
        ) - (
            SELECT coalesce(sum(payment.amount_minor), 0) FROM capital_sharepayment AS payment
            WHERE payment.cooperative_id = tenancy_current()
        ) AS owing_minor,
        (
            SELECT coalesce(sum(posting.amount_minor), 0) FROM ledger_posting AS posting
            INNER JOIN ledger_account AS account
                ON posting.cooperative_id = account.cooperative_id AND posting.account_id = account.id
            WHERE posting.cooperative_id = tenancy_current() AND account.role = 'share_subscriptions'
        ) AS books_minor
) AS owed
WHERE
    owed.owing_minor <> owed.books_minor
    OR EXISTS (
        SELECT FROM capital_sharepayment AS payment
        INNER JOIN capital_sharemovement AS issue
            ON payment.cooperative_id = issue.cooperative_id AND payment.movement_id = issue.id
        WHERE payment.cooperative_id = tenancy_current()
        GROUP BY issue.id, issue.amount_minor
        HAVING sum(payment.amount_minor) > issue.amount_minor OR sum(payment.amount_minor) < 0
    )
