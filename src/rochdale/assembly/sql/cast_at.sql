-- Tell the database when votes of this transaction are cast, for its check of the window (INV-98); it is not written.
SELECT set_config('rochdale.vote_cast_at', %(at)s, TRUE)
