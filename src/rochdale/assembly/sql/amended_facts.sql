-- What the amendment of an item that was adopted last says of what the item sets going.
SELECT wording.effect_facts
FROM assembly_motion AS amendment
INNER JOIN assembly_resolution AS resolution
    ON
        amendment.cooperative_id = resolution.cooperative_id
        AND resolution.id = assembly_motion_resolution(amendment)
INNER JOIN assembly_motionwording AS wording
    ON amendment.cooperative_id = wording.cooperative_id AND amendment.id = wording.motion_id
WHERE
    amendment.cooperative_id = tenancy_current()
    AND amendment.meeting_id = %(meeting_id)s
    AND amendment.parent_id = assembly_motion_of_item(tenancy_current(), %(item_id)s)
    AND resolution.is_adopted
ORDER BY resolution.number DESC, wording.version DESC
LIMIT 1
