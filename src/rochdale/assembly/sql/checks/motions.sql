-- INV-109: seconds of who moved it or was no member, motions admitted without their seconders, motions without the act
-- of their steps, and meetings that were called without what was admitted.
SELECT
    motion.meeting_id,
    motion.number,
    fault.what
FROM assembly_motion AS motion
CROSS JOIN LATERAL (
    SELECT 'second' AS what
    FROM assembly_motionsecond AS second
    WHERE
        second.cooperative_id = motion.cooperative_id
        AND second.motion_id = motion.id
        AND assembly_second_holds(second) IS NOT TRUE
    UNION ALL
    SELECT 'step' AS what
    FROM assembly_motionstep AS step
    LEFT JOIN audit_act AS act
        ON step.cooperative_id = act.cooperative_id AND step.act_id = act.id
    WHERE
        step.cooperative_id = motion.cooperative_id
        AND step.motion_id = motion.id
        AND (
            act.subject_id IS DISTINCT FROM motion.id
            OR (
                step.kind = 'admitted'
                AND motion.seconds_needed > (
                    SELECT count(*) FROM assembly_motionsecond AS own
                    WHERE own.cooperative_id = motion.cooperative_id AND own.motion_id = motion.id
                )
            )
        )
    UNION ALL
    SELECT 'agenda' AS what
    FROM assembly_notice AS notice
    INNER JOIN assembly_motionstep AS step
        ON step.cooperative_id = motion.cooperative_id AND step.motion_id = motion.id
    INNER JOIN assembly_meetingstep AS called
        ON notice.cooperative_id = called.cooperative_id AND notice.step_id = called.id
    WHERE
        notice.cooperative_id = motion.cooperative_id
        AND notice.meeting_id = motion.meeting_id
        AND motion.kind = 'motion'
        AND NOT motion.is_from_floor
        AND step.kind = 'admitted'
        AND step.at <= called.at
        AND assembly_motion_stands(motion.cooperative_id, motion.id) = 'admitted'
        AND NOT assembly_treats_motions(notice.cooperative_id, notice.meeting_id, notice.version_id)
) AS fault
WHERE motion.cooperative_id = tenancy_current()
