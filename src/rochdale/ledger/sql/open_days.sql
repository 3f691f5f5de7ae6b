-- The booking dates that are open, oldest first.
SELECT booking_date FROM ledger_day
WHERE cooperative_id = %(cooperative_id)s AND closed_act_id IS NULL
ORDER BY booking_date
