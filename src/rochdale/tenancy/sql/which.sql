-- The cooperative of the current transaction, or nothing.
SELECT coalesce(current_setting('rochdale.cooperative_id', true), '')
