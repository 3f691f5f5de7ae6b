-- The requests that wait for repayment, the first first, each with what comes before it and what is worth up to it;
-- of all, of one holder, or one request alone.
SELECT
    queued.id,
    queued.place,
    queued.before,
    queued.minor_with_it,
    queued.class_id,
    queued.holder_id,
    queued.quantity,
    queued.asked_on,
    person.given_names,
    person.family_name,
    line.number
FROM (
    SELECT
        request.*,
        row_number() OVER (ORDER BY request.place) - 1 AS before,
        sum(request.quantity * own.par_minor) OVER (ORDER BY request.place) AS minor_with_it
    FROM capital_redemptionrequest AS request
    INNER JOIN capital_shareclass AS own
        ON request.cooperative_id = own.cooperative_id AND request.class_id = own.id
    LEFT JOIN capital_redemptionend AS ended
        ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
    WHERE request.cooperative_id = tenancy_current() AND ended.request_id IS NULL
) AS queued
INNER JOIN membership_person AS person
    ON queued.cooperative_id = person.cooperative_id AND queued.holder_id = person.id
LEFT JOIN LATERAL (
    SELECT member.number FROM membership_member AS member
    WHERE member.cooperative_id = queued.cooperative_id AND member.person_id = queued.holder_id
    ORDER BY member.joined_on DESC, member.number DESC
    LIMIT 1
) AS line ON TRUE
WHERE
    (%(holder_id)s::uuid IS NULL OR queued.holder_id = %(holder_id)s::uuid)
    AND (%(request_id)s::uuid IS NULL OR queued.id = %(request_id)s::uuid)
    AND queued.place > %(after)s
ORDER BY queued.place
LIMIT %(lines)s
