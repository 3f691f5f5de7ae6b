-- INV-23: offices that no recorded act gave to this person, or that ended without one.
SELECT
    held.id,
    held.office,
    given.verb AS given_by,
    ended.verb AS ended_by
FROM cooperatives_office AS held
LEFT JOIN audit_act AS given ON given.cooperative_id = held.cooperative_id AND given.id = held.act_id
LEFT JOIN audit_act AS ended ON ended.cooperative_id = held.cooperative_id AND ended.id = held.ended_act_id
WHERE (given.verb, given.subject_id) IS DISTINCT FROM ('cooperatives.appoint', held.person_id)
    OR (
        held.ended_on IS NOT NULL
        AND (ended.verb, ended.subject_id) IS DISTINCT FROM ('cooperatives.end_office', held.person_id)
    )
    OR (held.ended_on IS NULL AND held.ended_act_id IS NOT NULL)
ORDER BY held.id
