-- Take the reasons away of proposed acts about a person, and of what was decided on them.
WITH proposed AS (
    UPDATE cooperatives_proposedact AS asked
    SET reason = CASE WHEN asked.reason = '' THEN '' ELSE '—' END
    WHERE asked.cooperative_id = tenancy_current() AND asked.subject_id = %(person_id)s::uuid
    RETURNING asked.id
)

UPDATE cooperatives_proposaldecision AS decided
SET reason = '—'
FROM proposed
WHERE
    decided.cooperative_id = tenancy_current()
    AND decided.proposal_id = proposed.id
    AND decided.reason <> ''
