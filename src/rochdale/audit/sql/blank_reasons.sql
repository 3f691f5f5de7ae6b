-- Take the reasons away of acts for a person, about a person, or of a person in own matters.
UPDATE audit_act AS act
SET reason = '—'
WHERE
    act.cooperative_id = tenancy_current()
    AND act.reason NOT IN ('', '—')
    AND (
        act.for_person_id = %(person_id)s::uuid
        OR act.subject_id = %(person_id)s::uuid
        OR (
            act.person_id = %(person_id)s::uuid
            AND act.authority ~ '^(token [^:]+: )?(oneself|member [0-9]+)$'
        )
    )
