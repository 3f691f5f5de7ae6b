-- INV-96: approvals of minutes that no resolution of a later meeting gave, or that no act of theirs wrote.
SELECT
    approval.version_id,
    approval.resolution_id
FROM assembly_minutesapproval AS approval
LEFT JOIN audit_act AS act
    ON approval.cooperative_id = act.cooperative_id AND approval.act_id = act.id
WHERE
    approval.cooperative_id = tenancy_current()
    AND (
        NOT (
            assembly_approves(approval.cooperative_id, approval.version_id, approval.resolution_id)
            -- One that was annulled later approves nothing any more; it did.
            OR EXISTS (
                SELECT FROM assembly_annulment AS annulled
                WHERE
                    annulled.cooperative_id = approval.cooperative_id
                    AND annulled.resolution_id = approval.resolution_id
            )
        )
        OR act.subject_id IS DISTINCT FROM approval.version_id
    )
