-- The number of the resolution on an item itself, not on what was moved under it.
SELECT resolution.number
FROM assembly_resolution AS resolution
WHERE
    resolution.cooperative_id = tenancy_current()
    AND resolution.item_id = %(item_id)s
    AND NOT assembly_resolution_is_of_motion(resolution.cooperative_id, resolution.id)
