-- How many members there were on a date.
SELECT count(*) FROM membership_member
WHERE
    cooperative_id = %(cooperative_id)s
    AND joined_on <= %(on)s
    AND (left_on IS NULL OR left_on > %(on)s)
