-- INV-110: amendments that were decided after what they amend or not at all, and votes in other words than those that
-- stood: the last amendment adopted before, or else the own ones.
SELECT
    amendment.meeting_id,
    amendment.number
FROM assembly_motion AS amendment
INNER JOIN assembly_motion AS parent
    ON amendment.cooperative_id = parent.cooperative_id AND amendment.parent_id = parent.id
INNER JOIN assembly_resolution AS own
    ON
        own.cooperative_id = amendment.cooperative_id
        AND own.id = assembly_motion_resolution(amendment)
INNER JOIN assembly_resolution AS later
    ON
        later.cooperative_id = parent.cooperative_id
        AND later.id = assembly_motion_resolution(parent)
WHERE
    amendment.cooperative_id = tenancy_current()
    AND amendment.kind = 'amendment'
    AND (
        own.number > later.number
        OR (
            own.is_adopted
            AND later.texts <> own.texts
            AND NOT EXISTS (
                SELECT FROM assembly_motion AS next
                INNER JOIN assembly_resolution AS between_them
                    ON
                        between_them.cooperative_id = next.cooperative_id
                        AND between_them.id = assembly_motion_resolution(next)
                WHERE
                    next.cooperative_id = parent.cooperative_id
                    AND next.parent_id = parent.id
                    AND next.kind = 'amendment'
                    AND between_them.is_adopted
                    AND between_them.number > own.number
            )
        )
    )
UNION ALL
SELECT
    motion.meeting_id,
    motion.number
FROM assembly_motion AS motion
INNER JOIN assembly_motionstep AS ended
    ON motion.cooperative_id = ended.cooperative_id AND motion.id = ended.motion_id
WHERE
    motion.cooperative_id = tenancy_current()
    AND ended.kind IN ('refused', 'withdrawn', 'split', 'referred')
    AND assembly_motion_resolution(motion) IS NOT NULL
UNION ALL
SELECT
    motion.meeting_id,
    motion.number
FROM assembly_motion AS motion
WHERE
    motion.cooperative_id = tenancy_current()
    AND assembly_motion_resolution(motion) IS NOT NULL
    AND assembly_motion_waits(motion.cooperative_id, motion.id)
