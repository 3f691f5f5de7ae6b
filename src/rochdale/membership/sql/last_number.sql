-- The highest number ever given, under the lock of the register.
SELECT membership_last_number(%(cooperative_id)s)
