-- Withdrawals without a giving, givings on top of one another, gaps, and consents without person or act.
SELECT
    consent.person_id,
    consent.purpose,
    consent.place,
    consent.is_given
FROM (
    SELECT
        known.*,
        lag(known.is_given) OVER same AS given_before,
        lag(known.wording) OVER same AS wording_before,
        lag(known.at) OVER same AS at_before,
        row_number() OVER same AS nth
    FROM membership_consent AS known
    WHERE known.cooperative_id = tenancy_current()
    WINDOW same AS (PARTITION BY known.person_id, known.purpose ORDER BY known.place)
) AS consent
LEFT JOIN membership_person AS person
    ON consent.cooperative_id = person.cooperative_id AND consent.person_id = person.id
LEFT JOIN audit_act AS act ON consent.cooperative_id = act.cooperative_id AND consent.act_id = act.id
WHERE
    person.id IS NULL
    OR act.id IS NULL
    OR consent.place <> consent.nth
    OR consent.at < consent.at_before
    OR (consent.is_given AND consent.given_before AND consent.wording <= consent.wording_before)
    OR (NOT consent.is_given AND consent.given_before IS NOT TRUE)
