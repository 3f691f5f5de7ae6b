-- Those of many numbers that are or were a member's.
SELECT line.number FROM membership_member AS line
WHERE line.cooperative_id = tenancy_current() AND line.number = ANY(%(numbers)s::bigint [])
