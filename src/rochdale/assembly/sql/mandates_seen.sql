-- Mandates with the numbers of the resolutions that gave and ended them, and of the meeting that elected.
SELECT
    mandate.id,
    mandate.person_id,
    mandate.from_on,
    least(mandate.until_on, mandate.ended_on) AS until_on,
    mandate.until_on AS term_until_on,
    mandate.source,
    given.number AS resolution,
    meeting.number AS meeting,
    meeting.kind AS meeting_kind,
    mandate.end_kind,
    mandate.end_words,
    ended.number AS end_resolution,
    ending.kind AS end_meeting_kind
FROM assembly_mandate AS mandate
LEFT JOIN assembly_resolution AS given
    ON mandate.cooperative_id = given.cooperative_id AND mandate.resolution_id = given.id
LEFT JOIN assembly_resolution AS ended
    ON mandate.cooperative_id = ended.cooperative_id AND mandate.end_resolution_id = ended.id
LEFT JOIN assembly_meeting AS ending
    ON ended.cooperative_id = ending.cooperative_id AND ended.meeting_id = ending.id
LEFT JOIN assembly_agendaitem AS item
    ON mandate.cooperative_id = item.cooperative_id AND mandate.item_id = item.id
LEFT JOIN assembly_meetingversion AS plan
    ON item.cooperative_id = plan.cooperative_id AND item.version_id = plan.id
LEFT JOIN assembly_meeting AS meeting
    ON
        meeting.cooperative_id = mandate.cooperative_id
        AND meeting.id = coalesce(plan.meeting_id, given.meeting_id)
WHERE
    mandate.cooperative_id = tenancy_current()
    AND mandate.id = any(%(ids)s::uuid [])
