-- Letters without their act, and letters that are neither delivered nor due.
SELECT
    letter.id AS letter_id,
    letter.kind,
    letter.settled_at,
    last.outcome
FROM membership_letter AS letter
LEFT JOIN audit_act AS act ON letter.cooperative_id = act.cooperative_id AND letter.act_id = act.id
LEFT JOIN LATERAL (
    SELECT delivery.outcome FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON true
WHERE
    letter.cooperative_id = tenancy_current()
    AND (
        act.id IS NULL
        OR (letter.settled_at IS NOT NULL) <> (coalesce(last.outcome, '') IN ('sent', 'posted'))
        OR (
            letter.channel = 'email'
            AND letter.settled_at IS NULL
            AND letter.blanked_act_id IS NULL
            AND last.outcome IS DISTINCT FROM 'given_up'
            AND NOT EXISTS (
                SELECT FROM procrastinate_jobs AS job
                WHERE job.queueing_lock = letter.id::text AND job.status IN ('todo', 'doing')
            )
        )
    )
