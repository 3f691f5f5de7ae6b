-- Take the reasons away of the large operations on the accounts that a person may use or could, and of the decisions.
WITH about AS (
    SELECT asked.id
    FROM banking_pending AS asked
    WHERE
        asked.cooperative_id = tenancy_current()
        AND EXISTS (
            SELECT FROM banking_holder AS holder
            WHERE
                holder.cooperative_id = asked.cooperative_id
                AND holder.person_id = %(person_id)s::uuid
                AND holder.account_id IN (asked.account_id, asked.other_account_id)
        )
),

asked_for AS (
    UPDATE banking_pending AS asked
    SET reason = '—'
    FROM about
    WHERE asked.cooperative_id = tenancy_current() AND asked.id = about.id AND asked.reason <> ''
)

UPDATE banking_decision AS decided
SET reason = '—'
FROM about
WHERE decided.cooperative_id = tenancy_current() AND decided.pending_id = about.id AND decided.reason <> ''
