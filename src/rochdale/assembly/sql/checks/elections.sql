-- INV-81: published votes whose archive does not end with the head that was recorded, or that no act published.
SELECT
    election.uuid,
    election.head
FROM assembly_election AS election
LEFT JOIN audit_act AS act
    ON election.cooperative_id = act.cooperative_id AND election.act_id = act.id
WHERE
    election.cooperative_id = tenancy_current()
    AND (
        NOT assembly_ends_with(election.archive, election.head)
        OR act.verb IS DISTINCT FROM 'assembly.publish_election'
    )
