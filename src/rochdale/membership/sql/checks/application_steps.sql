-- Steps that do not follow the one before, gaps in their places, steps without their act, applications without a step.
SELECT
    asked.id AS application_id,
    step.place,
    step.kind,
    step.before
FROM membership_application AS asked
LEFT JOIN (
    SELECT
        known.*,
        lag(known.kind) OVER (PARTITION BY known.application_id ORDER BY known.place) AS before,
        lag(known.on_date) OVER (PARTITION BY known.application_id ORDER BY known.place) AS on_before,
        row_number() OVER (PARTITION BY known.application_id ORDER BY known.place) AS nth
    FROM membership_applicationstep AS known
    WHERE known.cooperative_id = tenancy_current()
) AS step ON asked.id = step.application_id
LEFT JOIN audit_act AS act ON step.cooperative_id = act.cooperative_id AND step.act_id = act.id
WHERE
    asked.cooperative_id = tenancy_current()
    AND (
        step.id IS NULL
        OR act.id IS NULL
        OR step.place <> step.nth
        OR step.on_date < step.on_before
        OR (step.before IS NULL AND step.kind <> 'applied')
        OR (
            step.before IS NOT NULL
            AND (step.before, step.kind) NOT IN (
                ('applied', 'asked'),
                ('applied', 'sent'),
                ('applied', 'accepted'),
                ('applied', 'refused'),
                ('applied', 'withdrawn'),
                ('asked', 'answered'),
                ('asked', 'withdrawn'),
                ('asked', 'lapsed'),
                ('answered', 'asked'),
                ('answered', 'sent'),
                ('answered', 'accepted'),
                ('answered', 'refused'),
                ('answered', 'withdrawn'),
                ('sent', 'asked'),
                ('sent', 'accepted'),
                ('sent', 'refused'),
                ('sent', 'withdrawn'),
                ('accepted', 'registered'),
                ('accepted', 'lapsed'),
                ('accepted', 'withdrawn'),
                ('refused', 'appealed'),
                ('appealed', 'upheld'),
                ('appealed', 'overturned'),
                ('appealed', 'withdrawn'),
                ('overturned', 'registered'),
                ('overturned', 'lapsed'),
                ('overturned', 'withdrawn')
            )
        )
    )
