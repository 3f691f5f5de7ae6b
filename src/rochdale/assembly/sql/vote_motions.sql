-- Which votes of a meeting are on motions that are not items themselves.
SELECT
    named.vote_id,
    motion.number
FROM assembly_votemotion AS named
INNER JOIN assembly_motion AS motion
    ON named.cooperative_id = motion.cooperative_id AND named.motion_id = motion.id
WHERE named.cooperative_id = tenancy_current() AND motion.meeting_id = %(meeting_id)s
