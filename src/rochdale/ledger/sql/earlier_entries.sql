-- Entries already posted under these keys: a retry is answered as the first time.
SELECT
    idempotency_key,
    id,
    request_hash
FROM ledger_entry
WHERE cooperative_id = %(cooperative_id)s AND idempotency_key = any(%(keys)b)
