-- The number of the resolution on an item itself, in whichever plan of its meeting, not on what was moved under it.
SELECT known.number
FROM assembly_item_resolutions(tenancy_current(), %(item_id)s::uuid) AS known
ORDER BY known.number
LIMIT 1
