-- INV-86: notices marked as given by hand that no notice has, or that neither left on
-- paper nor came back.
SELECT
    handed.letter_id,
    handed.list_on
FROM assembly_noticehandover AS handed
LEFT JOIN assembly_noticeletter AS own
    ON handed.cooperative_id = own.cooperative_id AND handed.letter_id = own.letter_id
WHERE
    handed.cooperative_id = tenancy_current()
    AND (
        own.id IS NULL
        OR (NOT EXISTS (
            SELECT FROM membership_letterdelivery AS delivery
            WHERE
                delivery.cooperative_id = handed.cooperative_id
                AND delivery.letter_id = handed.letter_id
                AND delivery.outcome = 'posted'
        )
        AND NOT EXISTS (
            SELECT FROM assembly_noticebounce AS bounced
            WHERE
                bounced.cooperative_id = handed.cooperative_id
                AND bounced.letter_id = handed.letter_id
                AND bounced.at <= handed.at
        ))
    )
