-- The requests that wait for repayment, the first first.
SELECT
    request.id,
    request.place,
    request.class_id,
    request.holder_id,
    request.quantity,
    request.asked_on,
    person.given_names,
    person.family_name
FROM capital_redemptionrequest AS request
INNER JOIN membership_person AS person
    ON request.cooperative_id = person.cooperative_id AND request.holder_id = person.id
LEFT JOIN capital_redemptionend AS ended
    ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
WHERE request.cooperative_id = tenancy_current() AND ended.request_id IS NULL
ORDER BY request.place
LIMIT %(lines)s
