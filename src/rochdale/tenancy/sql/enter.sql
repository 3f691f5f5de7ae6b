-- Until the transaction ends, rows of this cooperative are visible, and no others.
SELECT set_config('rochdale.cooperative_id', %(cooperative_id)s, true)
