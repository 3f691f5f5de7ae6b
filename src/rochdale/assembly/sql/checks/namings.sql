-- INV-127: people who were named to a task twice at once, and who counted or signed and are named to it no more.
SELECT
    named.meeting_id,
    named.role
FROM assembly_floorofficer AS named
LEFT JOIN assembly_floorofficerend AS undone
    ON named.cooperative_id = undone.cooperative_id AND named.id = undone.officer_id
WHERE named.cooperative_id = tenancy_current()
GROUP BY named.cooperative_id, named.meeting_id, named.person_id, named.role
HAVING
    count(*) - count(undone.officer_id) > 1
    OR (
        count(*) = count(undone.officer_id)
        AND assembly_naming_is_used(named.cooperative_id, named.meeting_id, named.person_id, named.role)
    )
