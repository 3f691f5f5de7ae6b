-- Movements that their entry does not carry to the cent, or that no act recorded.
SELECT
    moved.entry_id,
    moved.class_id,
    moved.amount_minor,
    posted.amount_minor AS posted_minor
FROM (
    SELECT
        known.entry_id,
        known.class_id,
        sum(known.amount_minor) AS amount_minor,
        bool_and(act.id IS NOT NULL) AS is_recorded
    FROM capital_sharemovement AS known
    LEFT JOIN audit_act AS act ON known.cooperative_id = act.cooperative_id AND known.act_id = act.id
    WHERE known.cooperative_id = tenancy_current()
    GROUP BY known.entry_id, known.class_id
) AS moved
LEFT JOIN capital_shareclass AS own ON own.cooperative_id = tenancy_current() AND moved.class_id = own.id
LEFT JOIN LATERAL (
    SELECT sum(posting.amount_minor) AS amount_minor FROM ledger_posting AS posting
    WHERE
        posting.cooperative_id = tenancy_current()
        AND posting.entry_id = moved.entry_id
        AND posting.account_id = own.account_id
) AS posted ON TRUE
WHERE posted.amount_minor IS DISTINCT FROM -moved.amount_minor OR NOT moved.is_recorded
