-- What happened to letters out of its order: gaps, things after the end, and doings of officers without their act.
SELECT
    delivery.letter_id,
    delivery.place,
    delivery.outcome,
    delivery.before
FROM (
    SELECT
        known.*,
        lag(known.outcome) OVER (PARTITION BY known.letter_id ORDER BY known.place) AS before,
        lag(known.at) OVER (PARTITION BY known.letter_id ORDER BY known.place) AS at_before,
        row_number() OVER (PARTITION BY known.letter_id ORDER BY known.place) AS nth
    FROM membership_letterdelivery AS known
    WHERE known.cooperative_id = tenancy_current()
) AS delivery
LEFT JOIN membership_letter AS letter
    ON delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
LEFT JOIN audit_act AS act ON delivery.cooperative_id = act.cooperative_id AND delivery.act_id = act.id
WHERE
    letter.id IS NULL
    OR delivery.place <> delivery.nth
    OR delivery.at < delivery.at_before
    OR delivery.before IN ('sent', 'posted')
    OR (delivery.before = 'given_up' AND delivery.outcome <> 'posted')
    OR (delivery.before = 'failed' AND delivery.outcome = 'posted')
    OR (delivery.before IS NULL AND (delivery.outcome = 'posted') <> (letter.channel = 'paper'))
    OR (delivery.outcome = 'posted') <> (act.id IS NOT NULL)
