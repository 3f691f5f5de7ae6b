-- Where verifiable ballots on the seats of a body at a meeting stand: open, counted and not seated, or nothing.
SELECT assembly_seats_voted_on(tenancy_current(), %(meeting_id)s, %(body_id)s, %(electoral_group)s) AS stands
