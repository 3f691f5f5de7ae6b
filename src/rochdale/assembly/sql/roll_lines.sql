-- Some lines of a roll by number: all, those with a reason ('' for who may vote), or those of some members.
SELECT
    line.id,
    line.number,
    line.member_id,
    line.person_id,
    line.voter_id,
    line.reasons AS drawn,
    holds.reasons,
    line.weight,
    line.members_counted,
    line.mandate_id
FROM assembly_roll_holds(tenancy_current(), %(roll_id)s::uuid) AS holds
INNER JOIN assembly_rollline AS line
    ON holds.line_id = line.id AND line.cooperative_id = tenancy_current()
WHERE
    holds.number > %(after_number)s
    AND (
        %(reason)s::text IS NULL
        OR (%(reason)s::text = '' AND holds.reasons = '{}')
        OR %(reason)s::text = ANY(holds.reasons)
    )
    AND (%(member_ids)s::uuid [] IS NULL OR line.member_id = ANY(%(member_ids)s::uuid []))
    AND (
        %(person_id)s::uuid IS NULL OR line.person_id = %(person_id)s::uuid OR line.voter_id = %(person_id)s::uuid
    )
ORDER BY holds.number
LIMIT %(lines)s
