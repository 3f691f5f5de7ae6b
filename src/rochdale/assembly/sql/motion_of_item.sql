-- The number of the motion that an item is, if somebody made one of it.
SELECT motion.number
FROM assembly_motion AS motion
WHERE
    motion.cooperative_id = tenancy_current()
    AND motion.id = assembly_motion_of_item(tenancy_current(), %(item_id)s)
