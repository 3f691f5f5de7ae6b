-- How many were at a meeting at an instant, by role and channel; who came to a sitting that was adjourned comes anew.
SELECT
    last.role,
    last.channel,
    count(*)
FROM (
    SELECT DISTINCT ON (known.person_id)
        known.kind,
        known.role,
        known.channel
    FROM assembly_presence AS known
    WHERE
        known.cooperative_id = tenancy_current()
        AND known.meeting_id = %(meeting_id)s
        AND known.at <= %(at)s
        AND known.at >= (SELECT assembly_sat_since(tenancy_current(), %(meeting_id)s, %(at)s))
    ORDER BY known.person_id ASC, known.place DESC
) AS last
WHERE last.kind = 'arrived'
GROUP BY last.role, last.channel
