-- Who was named to what for a meeting, in the order of the namings; and of a naming that was undone, when and by whom.
SELECT
    named.role,
    named.person_id,
    undone.at AS undone_at,
    act.person_id AS undone_by
FROM assembly_floorofficer AS named
LEFT JOIN assembly_floorofficerend AS undone
    ON named.cooperative_id = undone.cooperative_id AND named.id = undone.officer_id
LEFT JOIN audit_act AS act
    ON undone.cooperative_id = act.cooperative_id AND undone.act_id = act.id
WHERE named.cooperative_id = tenancy_current() AND named.meeting_id = %(meeting_id)s::uuid
ORDER BY named.id
