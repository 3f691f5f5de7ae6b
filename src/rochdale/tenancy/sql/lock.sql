-- Waits until nobody else has this name locked; then it is ours until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, %(invariant)s))
