-- One page of the letters of a notice by member number, each with what proves that it went out; all of them, or those
-- that wait on paper or came back.
SELECT
    line.number,
    own.letter_id,
    letter.recipient,
    letter.channel,
    letter.language,
    letter.address,
    last.outcome,
    last.fault,
    last.at,
    handed.list_on,
    bounced.channel AS bounced_by,
    bounced.came_on,
    bounced.reason
FROM assembly_noticeletter AS own
INNER JOIN membership_member AS line ON own.cooperative_id = line.cooperative_id AND own.member_id = line.id
INNER JOIN membership_letter AS letter
    ON own.cooperative_id = letter.cooperative_id AND own.letter_id = letter.id
LEFT JOIN LATERAL (
    SELECT
        delivery.outcome,
        delivery.fault,
        delivery.at
    FROM membership_letterdelivery AS delivery
    WHERE delivery.cooperative_id = letter.cooperative_id AND delivery.letter_id = letter.id
    ORDER BY delivery.place DESC
    LIMIT 1
) AS last ON true
LEFT JOIN assembly_noticehandover AS handed
    ON own.cooperative_id = handed.cooperative_id AND own.letter_id = handed.letter_id
LEFT JOIN LATERAL (
    SELECT
        came.channel,
        came.came_on,
        came.reason
    FROM assembly_noticebounce AS came
    WHERE came.cooperative_id = own.cooperative_id AND came.letter_id = own.letter_id
    ORDER BY came.at DESC, came.id DESC
    LIMIT 1
) AS bounced ON true
WHERE
    own.cooperative_id = tenancy_current()
    AND own.notice_id = %(notice_id)s
    AND line.number > %(after_number)s
    AND (
        NOT %(on_paper)s
        OR (bounced.came_on IS NOT NULL AND handed.letter_id IS NULL AND letter.blanked_act_id IS NULL)
        OR (
            letter.settled_at IS NULL
            AND letter.blanked_act_id IS NULL
            AND (letter.channel = 'paper' OR last.outcome = 'given_up')
        )
    )
ORDER BY line.number
LIMIT %(lines)s
