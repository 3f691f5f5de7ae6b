-- Lines of the roll of a meeting by their numbers: who votes for them, whether they may, and whether they are there.
SELECT
    line.number,
    line.voter_id,
    assembly_may_vote(line) AS may_vote,
    coalesce(
        last.kind = 'arrived'
        AND last.at >= (SELECT assembly_sat_since(tenancy_current(), %(meeting_id)s, 'infinity')), FALSE
    ) AS is_there,
    coalesce(line.person_id <> line.voter_id, FALSE) AS is_for_another,
    line.weight,
    line.mandate_id
FROM assembly_rollline AS line
INNER JOIN assembly_rollfreeze AS frozen
    ON line.cooperative_id = frozen.cooperative_id AND line.roll_id = frozen.roll_id
LEFT JOIN LATERAL (
    SELECT
        known.kind,
        known.at
    FROM assembly_presence AS known
    WHERE
        known.cooperative_id = line.cooperative_id
        AND known.meeting_id = line.meeting_id
        AND known.person_id = line.voter_id
    ORDER BY known.place DESC
    LIMIT 1
) AS last ON TRUE
WHERE
    line.cooperative_id = tenancy_current()
    AND line.meeting_id = %(meeting_id)s
    AND line.number = any(%(numbers)s::bigint [])
