-- Acts at the counter without the member's consent at that moment, or without an act of another for the member.
SELECT
    assistance.id AS assistance_id,
    assistance.person_id,
    assistance.verb
FROM membership_assistance AS assistance
LEFT JOIN audit_act AS act
    ON assistance.cooperative_id = act.cooperative_id AND assistance.act_id = act.id
LEFT JOIN membership_consent AS given
    ON assistance.cooperative_id = given.cooperative_id AND assistance.consent_id = given.id
WHERE
    assistance.cooperative_id = tenancy_current()
    AND (
        act.id IS NULL
        OR act.person_id IS DISTINCT FROM assistance.officer_id
        OR act.for_person_id IS DISTINCT FROM assistance.person_id
        OR given.person_id IS DISTINCT FROM assistance.person_id
        OR given.purpose <> 'acts_at_counter'
        OR NOT given.is_given
        OR given.at > assistance.at
        OR EXISTS (
            SELECT FROM membership_consent AS taken
            WHERE
                taken.cooperative_id = given.cooperative_id
                AND taken.person_id = given.person_id
                AND taken.purpose = given.purpose
                AND taken.place > given.place
                AND NOT taken.is_given
                AND taken.at < assistance.at
        )
    )
