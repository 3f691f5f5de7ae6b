-- How many lines of the roll of a meeting are there at an instant, or voted in one of its votes, and their weight.
SELECT
    count(*) AS lines,
    coalesce(sum(line.weight), 0) AS weight
FROM (
    SELECT last.line_id
    FROM (
        SELECT DISTINCT ON (known.person_id)
            known.kind,
            known.line_id
        FROM assembly_presence AS known
        WHERE
            known.cooperative_id = tenancy_current()
            AND known.meeting_id = %(meeting_id)s
            AND known.at <= %(at)s
            AND known.at >= (SELECT assembly_sat_since(tenancy_current(), %(meeting_id)s, %(at)s))
        ORDER BY known.person_id ASC, known.place DESC
    ) AS last
    WHERE last.kind = 'arrived' AND last.line_id IS NOT NULL
    UNION
    SELECT voted.line_id FROM assembly_participation AS voted
    WHERE voted.cooperative_id = tenancy_current() AND voted.vote_id = %(vote_id)s
) AS counted
INNER JOIN assembly_rollline AS line
    ON line.cooperative_id = tenancy_current() AND counted.line_id = line.id
