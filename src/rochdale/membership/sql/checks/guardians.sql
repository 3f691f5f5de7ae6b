-- Guardians of nobody, of themselves, or twice at a time. Whether the ward was a minor is asked of the birth date as
-- it was known when the guardian was named: it may have been corrected since.
SELECT
    stands.id,
    stands.ward_id,
    stands.person_id,
    stands.from_on
FROM membership_guardian AS stands
INNER JOIN audit_act AS act ON stands.cooperative_id = act.cooperative_id AND stands.act_id = act.id
LEFT JOIN LATERAL (
    SELECT version.birth_date FROM membership_personversion AS version
    WHERE
        version.cooperative_id = stands.cooperative_id
        AND version.person_id = stands.ward_id
        AND version.recorded_at <= act.at
        AND version.blanked_act_id IS NULL
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS ward ON TRUE
WHERE
    stands.cooperative_id = tenancy_current()
    AND (
        stands.ward_id = stands.person_id
        OR NOT EXISTS (
            SELECT FROM membership_person AS person
            WHERE person.cooperative_id = stands.cooperative_id AND person.id = stands.ward_id
        )
        OR stands.from_on >= membership_majority(ward.birth_date, stands.from_on)
        OR stands.ended_on > stands.until_on
        OR EXISTS (
            SELECT FROM membership_guardian AS other
            WHERE
                other.cooperative_id = stands.cooperative_id
                AND other.id <> stands.id
                AND other.ward_id = stands.ward_id
                AND other.person_id = stands.person_id
                AND daterange(other.from_on, least(other.until_on, other.ended_on))
                && daterange(stands.from_on, least(stands.until_on, stands.ended_on))
        )
    )
