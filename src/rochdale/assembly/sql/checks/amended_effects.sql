-- INV-121: resolutions from which something else follows than was chosen for their amended words, and choices that came
-- after the decision.
SELECT
    decided.meeting_id,
    decided.number
FROM assembly_resolution AS decided
WHERE decided.cooperative_id = tenancy_current() AND NOT assembly_resolution_carries(decided)
UNION ALL
SELECT
    motion.meeting_id,
    motion.number
FROM assembly_amendedeffect AS chosen
INNER JOIN assembly_motion AS motion
    ON chosen.cooperative_id = motion.cooperative_id AND chosen.motion_id = motion.id
LEFT JOIN assembly_resolution AS decided
    ON motion.cooperative_id = decided.cooperative_id AND decided.id = assembly_motion_resolution(motion)
LEFT JOIN audit_act AS act
    ON decided.cooperative_id = act.cooperative_id AND decided.act_id = act.id
WHERE
    chosen.cooperative_id = tenancy_current()
    AND (chosen.at > act.at OR NOT assembly_motion_is_item(motion))
