-- INV-128: resolutions on an item that was decided before in the same meeting.
SELECT
    resolution.number,
    resolution.meeting_id
FROM assembly_resolution AS resolution
WHERE
    resolution.cooperative_id = tenancy_current()
    AND resolution.item_id IS NOT NULL
    AND NOT assembly_resolution_is_of_motion(resolution.cooperative_id, resolution.id)
    AND EXISTS (
        SELECT FROM assembly_item_resolutions(resolution.cooperative_id, resolution.item_id) AS known
        WHERE known.number < resolution.number
    )
