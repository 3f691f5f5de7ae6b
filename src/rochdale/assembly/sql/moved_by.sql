-- The motions that a person moved.
SELECT motion.id
FROM assembly_motion AS motion
INNER JOIN membership_member AS line
    ON motion.cooperative_id = line.cooperative_id AND motion.member_id = line.id
WHERE motion.cooperative_id = tenancy_current() AND line.person_id = %(person_id)s
