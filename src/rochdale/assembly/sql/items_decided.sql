-- The resolutions on the items of a meeting themselves, not on what was moved under them.
SELECT
    resolution.item_id,
    resolution.number
FROM assembly_resolution AS resolution
WHERE
    resolution.cooperative_id = tenancy_current()
    AND resolution.meeting_id = %(meeting_id)s
    AND resolution.item_id IS NOT NULL
    AND NOT assembly_resolution_is_of_motion(resolution.cooperative_id, resolution.id)
