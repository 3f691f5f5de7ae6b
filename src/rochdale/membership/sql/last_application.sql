-- The highest number ever given to an application, under its lock.
SELECT membership_last_application(%(cooperative_id)s)
