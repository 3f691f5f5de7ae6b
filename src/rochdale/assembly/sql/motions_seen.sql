-- The motions of a meeting, or one of them, with their words as they stand, what happened last, and what came out.
SELECT
    motion.id,
    motion.number,
    motion.kind,
    parent.number AS parent,
    motion.item_id,
    motion.member_id,
    mover.person_id,
    mover.number AS member_number,
    motion.is_from_floor,
    motion.seconds_needed,
    (
        SELECT count(*) FROM assembly_motionsecond AS own
        WHERE own.cooperative_id = motion.cooperative_id AND own.motion_id = motion.id
    ) AS seconds,
    EXISTS (
        SELECT FROM assembly_motionsecond AS own
        WHERE
            own.cooperative_id = motion.cooperative_id
            AND own.motion_id = motion.id
            AND own.member_id = %(member_id)s::uuid
    ) AS is_seconded_by_asker,
    motion.reason,
    wording.titles,
    assembly_motion_texts(motion.cooperative_id, motion.id) AS texts,
    wording.texts AS own_texts,
    wording.base,
    wording.version,
    step.kind AS stands,
    step.words,
    step.at,
    moved.at AS moved_at,
    assembly_motion_is_ready(motion) AS is_ready,
    assembly_motion_waits(motion.cooperative_id, motion.id) AS waits,
    assembly_motion_is_put(motion) AS is_put,
    resolution.number AS resolution,
    resolution.is_adopted
FROM assembly_motion AS motion
LEFT JOIN assembly_motion AS parent
    ON motion.cooperative_id = parent.cooperative_id AND motion.parent_id = parent.id
LEFT JOIN membership_member AS mover
    ON motion.cooperative_id = mover.cooperative_id AND motion.member_id = mover.id
INNER JOIN LATERAL (
    SELECT
        own.titles,
        own.texts,
        own.base,
        own.version
    FROM assembly_motionwording AS own
    WHERE own.cooperative_id = motion.cooperative_id AND own.motion_id = motion.id
    ORDER BY own.version DESC
    LIMIT 1
) AS wording ON true
INNER JOIN LATERAL (
    SELECT
        own.kind,
        own.words,
        own.at
    FROM assembly_motionstep AS own
    WHERE own.cooperative_id = motion.cooperative_id AND own.motion_id = motion.id
    ORDER BY own.place DESC
    LIMIT 1
) AS step ON true
INNER JOIN assembly_motionstep AS moved
    ON motion.cooperative_id = moved.cooperative_id AND motion.id = moved.motion_id AND moved.place = 1
LEFT JOIN assembly_resolution AS resolution
    ON
        motion.cooperative_id = resolution.cooperative_id
        AND resolution.id = assembly_motion_resolution(motion)
WHERE
    motion.cooperative_id = tenancy_current()
    AND motion.meeting_id = %(meeting_id)s
    AND (%(number)s::integer IS NULL OR motion.number = %(number)s::integer)
ORDER BY motion.number
