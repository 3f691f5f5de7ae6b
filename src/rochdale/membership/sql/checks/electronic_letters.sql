-- Letters that went by e-mail to a person of the register without a consent in force when they were written or sent.
-- Those of before the rule name none; none of them is newer than the first that does.
SELECT
    letter.id AS letter_id,
    letter.person_id,
    letter.written_at,
    letter.consent_id
FROM membership_letter AS letter
LEFT JOIN membership_consent AS consent
    ON letter.cooperative_id = consent.cooperative_id AND letter.consent_id = consent.id
LEFT JOIN membership_letterdelivery AS sending
    ON
        letter.cooperative_id = sending.cooperative_id
        AND letter.id = sending.letter_id
        AND sending.outcome = 'sent'
WHERE
    letter.cooperative_id = tenancy_current()
    AND letter.channel = 'email'
    AND letter.person_id IS NOT NULL
    AND (
        (
            letter.consent_id IS NULL
            AND letter.written_at > (
                SELECT min(known.written_at) FROM membership_letter AS known
                WHERE known.cooperative_id = tenancy_current() AND known.consent_id IS NOT NULL
            )
        )
        OR (
            letter.consent_id IS NOT NULL
            AND (
                consent.person_id IS DISTINCT FROM letter.person_id
                OR consent.purpose <> 'electronic_letters'
                OR NOT consent.is_given
                OR consent.at > letter.written_at
                OR EXISTS (
                    SELECT FROM membership_consent AS later
                    WHERE
                        later.cooperative_id = consent.cooperative_id
                        AND later.person_id = consent.person_id
                        AND later.purpose = consent.purpose
                        AND later.place = consent.place + 1
                        AND NOT later.is_given
                        AND later.at < coalesce(sending.at, letter.written_at)
                )
            )
        )
    )
