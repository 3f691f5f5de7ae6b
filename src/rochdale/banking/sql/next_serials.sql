-- For each person: the number of the present membership, and how many accounts were numbered by it.
SELECT
    member.person_id,
    member.number,
    coalesce(max(held.serial), 0) AS serial
FROM membership_member AS member
LEFT JOIN banking_memberaccount AS held
    ON held.cooperative_id = tenancy_current() AND member.person_id = held.person_id
WHERE member.cooperative_id = tenancy_current()
    AND member.left_on IS NULL
    AND member.person_id = any(%(person_ids)s::uuid [])
GROUP BY member.person_id, member.number
