-- One page of the directory by name: the lines after a place, where every word asked for is in the name whatever
-- its accents and capitals. A line never goes nor changes its name (INV-27), so that a place stays one.
SELECT institution.id
FROM cooperatives_cooperative AS institution
WHERE
    (
        %(after)s::text IS NULL
        OR (cooperatives_folded(institution.name), institution.slug) > (
            SELECT
                cooperatives_folded(seen.name),
                seen.slug
            FROM cooperatives_cooperative AS seen
            WHERE seen.slug = %(after)s
        )
    )
    AND NOT EXISTS (
        SELECT 1
        FROM unnest(%(words)s::text []) AS asked (word)
        WHERE strpos(cooperatives_folded(institution.name), cooperatives_folded(asked.word)) = 0
    )
ORDER BY cooperatives_folded(institution.name), institution.slug
LIMIT %(lines)s;
