-- INV-41: accounts without exactly one owner, who is the one that the books name; holders who are nobody.
SELECT
    held.account_id,
    count(holder.id) FILTER (WHERE holder.role = 'owner' AND holder.until IS NULL) AS owners,
    count(holder.id) FILTER (WHERE person.id IS NULL) AS strangers
FROM banking_memberaccount AS held
LEFT JOIN banking_holder AS holder
    ON holder.cooperative_id = tenancy_current() AND held.account_id = holder.account_id
LEFT JOIN membership_person AS person
    ON person.cooperative_id = tenancy_current() AND holder.person_id = person.id
WHERE held.cooperative_id = tenancy_current()
GROUP BY held.account_id
HAVING
    count(holder.id) FILTER (WHERE holder.role = 'owner' AND holder.until IS NULL) <> 1
    OR count(holder.id) FILTER (WHERE person.id IS NULL) > 0
