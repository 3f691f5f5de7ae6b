-- The letter of a notice to a member, whether it went out by a way, whether it was given by hand, and what was said
-- before of its coming back that way.
SELECT
    own.letter_id,
    EXISTS (
        SELECT FROM membership_letterdelivery AS delivery
        WHERE
            delivery.cooperative_id = own.cooperative_id
            AND delivery.letter_id = own.letter_id
            AND delivery.outcome = CASE %(channel)s WHEN 'email' THEN 'sent' ELSE 'posted' END
    ) AS went_out,
    EXISTS (
        SELECT FROM assembly_noticehandover AS handed
        WHERE handed.cooperative_id = own.cooperative_id AND handed.letter_id = own.letter_id
    ) AS was_handed_over,
    bounced.came_on,
    bounced.reason
FROM assembly_noticeletter AS own
INNER JOIN membership_member AS line ON own.cooperative_id = line.cooperative_id AND own.member_id = line.id
LEFT JOIN assembly_noticebounce AS bounced
    ON
        own.cooperative_id = bounced.cooperative_id
        AND own.letter_id = bounced.letter_id
        AND bounced.channel = %(channel)s
WHERE
    own.cooperative_id = tenancy_current()
    AND own.notice_id = %(notice_id)s::uuid
    AND line.number = %(member_number)s
