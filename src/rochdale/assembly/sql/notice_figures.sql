-- What became of the letters of a notice: how many, by how they go and what happened to each last.
SELECT
    letter.channel,
    CASE
        WHEN handed.letter_id IS NOT NULL THEN 'handed_over'
        WHEN EXISTS (
            SELECT FROM assembly_noticebounce AS bounced
            WHERE bounced.cooperative_id = own.cooperative_id AND bounced.letter_id = own.letter_id
        ) THEN 'bounced'
        ELSE coalesce(last.outcome, '')
    END AS outcome,
    count(*) AS letters
FROM assembly_noticeletter AS own
INNER JOIN membership_letter AS letter
    ON own.cooperative_id = letter.cooperative_id AND own.letter_id = letter.id
LEFT JOIN LATERAL (
    SELECT delivery.outcome FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON true
LEFT JOIN assembly_noticehandover AS handed
    ON own.cooperative_id = handed.cooperative_id AND own.letter_id = handed.letter_id
WHERE own.cooperative_id = tenancy_current() AND own.notice_id = %(notice_id)s
GROUP BY 1, 2
ORDER BY 1, 2
