-- The days that were just frozen say so, with the numbers that their entries were given.
UPDATE ledger_day AS day SET
    closed_act_id = %(act_id)s,
    first_number = frozen.first_number,
    last_number = frozen.last_number
FROM unnest(%(days)s::date[], %(first)s::bigint[], %(last)s::bigint[]) AS frozen (
    booking_date, first_number, last_number
)
WHERE day.cooperative_id = %(cooperative_id)s AND day.booking_date = frozen.booking_date
