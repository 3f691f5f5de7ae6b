-- Who may use an account, now or formerly, the owner first.
SELECT
    holder.person_id,
    holder.role,
    holder.since,
    holder.until
FROM banking_holder AS holder
WHERE holder.cooperative_id = tenancy_current() AND holder.account_id = %(account_id)s
ORDER BY holder.until IS NOT NULL, holder.role <> 'owner', holder.since, holder.id
