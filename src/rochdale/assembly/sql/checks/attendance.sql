-- INV-87: arrivals and departures that do not alternate in the time of a sitting, or voters who may not vote.
SELECT
    known.meeting_id,
    known.person_id,
    known.place
FROM (
    SELECT
        each.*,
        row_number() OVER person AS counted,
        lag(each.kind) OVER person AS last_kind,
        lag(each.at) OVER person AS last_at
    FROM assembly_presence AS each
    WHERE each.cooperative_id = tenancy_current()
    WINDOW person AS (PARTITION BY each.meeting_id, each.person_id ORDER BY each.place)
) AS known
LEFT JOIN assembly_rollline AS line
    ON known.cooperative_id = line.cooperative_id AND known.line_id = line.id
WHERE
    known.place <> known.counted
    OR known.at < known.last_at
    OR (
        known.kind <> CASE WHEN known.last_kind = 'arrived' THEN 'left' ELSE 'arrived' END
        AND (
            known.kind = 'arrived'
            AND known.last_at < assembly_sat_since(known.cooperative_id, known.meeting_id, known.at)
        ) IS NOT TRUE
    )
    OR (
        known.role = 'voter'
        AND (line.meeting_id = known.meeting_id AND line.voter_id = known.person_id) IS NOT TRUE
    )
