-- Large operations on an account of a blanked person that still say why.
SELECT
    asked.id AS pending_id,
    holder.person_id
FROM membership_person AS person
INNER JOIN banking_holder AS holder
    ON person.cooperative_id = holder.cooperative_id AND person.id = holder.person_id
INNER JOIN banking_pending AS asked
    ON
        holder.cooperative_id = asked.cooperative_id
        AND holder.account_id IN (asked.account_id, asked.other_account_id)
LEFT JOIN banking_decision AS decided
    ON asked.cooperative_id = decided.cooperative_id AND asked.id = decided.pending_id
WHERE
    person.cooperative_id = tenancy_current()
    AND person.blanked_act_id IS NOT NULL
    AND asked.act_id < person.blanked_act_id
    AND (asked.reason NOT IN ('', '—') OR coalesce(decided.reason, '') NOT IN ('', '—'))
