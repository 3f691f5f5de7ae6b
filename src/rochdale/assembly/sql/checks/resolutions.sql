-- INV-91: resolutions that say other than their figures, out of number, without quorum, or that no act of theirs wrote.
SELECT
    resolution.number,
    resolution.is_adopted
FROM assembly_resolution AS resolution
LEFT JOIN audit_act AS act
    ON resolution.cooperative_id = act.cooperative_id AND resolution.act_id = act.id
WHERE
    resolution.cooperative_id = tenancy_current()
    AND (
        resolution.is_adopted IS DISTINCT FROM assembly_is_adopted(resolution)
        OR resolution.quorum_present < resolution.quorum_needed
        OR act.subject_id IS DISTINCT FROM resolution.id
        OR resolution.number > (
            SELECT count(*) FROM assembly_resolution AS known
            WHERE known.cooperative_id = resolution.cooperative_id
        )
    )
