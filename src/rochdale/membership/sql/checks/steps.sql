-- Steps that do not follow the one before, gaps in their places, and steps without their act.
SELECT
    departure.id AS departure_id,
    departure.cause,
    step.place,
    step.kind,
    step.before
FROM (
    SELECT
        known.*,
        lag(known.kind) OVER (PARTITION BY known.departure_id ORDER BY known.place) AS before,
        lag(known.on_date) OVER (PARTITION BY known.departure_id ORDER BY known.place) AS on_before,
        row_number() OVER (PARTITION BY known.departure_id ORDER BY known.place) AS nth
    FROM membership_departurestep AS known
    WHERE known.cooperative_id = tenancy_current()
) AS step
INNER JOIN membership_departure AS departure
    ON step.cooperative_id = departure.cooperative_id AND step.departure_id = departure.id
LEFT JOIN audit_act AS act ON step.cooperative_id = act.cooperative_id AND step.act_id = act.id
WHERE
    act.id IS NULL
    OR step.place <> step.nth
    OR step.on_date < step.on_before
    OR (
        step.before IS NULL
        AND step.kind <> CASE departure.cause
            WHEN 'withdrawal' THEN 'asked'
            WHEN 'exclusion' THEN 'proposed'
            ELSE 'reported'
        END
    )
    OR (
        step.before IS NOT NULL
        AND (step.before, step.kind) NOT IN (
            ('asked', 'taken_back'),
            ('asked', 'ended'),
            ('proposed', 'notified'),
            ('proposed', 'taken_back'),
            ('notified', 'heard'),
            ('notified', 'taken_back'),
            ('heard', 'decided'),
            ('heard', 'dismissed'),
            ('decided', 'told'),
            ('told', 'appealed'),
            ('told', 'ended'),
            ('appealed', 'upheld'),
            ('appealed', 'overturned'),
            ('upheld', 'ended'),
            ('reported', 'ended')
        )
    )
