-- Versions with a gap before them, recorded before the one that they follow, or of a change without its act; and
-- persons and lines without a first one.
SELECT
    'person' AS of_what,
    version.person_id AS subject_id,
    version.place
FROM (
    SELECT
        known.*,
        lag(known.recorded_at) OVER (PARTITION BY known.person_id ORDER BY known.place) AS recorded_before,
        row_number() OVER (PARTITION BY known.person_id ORDER BY known.place) AS nth
    FROM membership_personversion AS known
    WHERE known.cooperative_id = tenancy_current()
) AS version
LEFT JOIN audit_act AS act ON version.cooperative_id = act.cooperative_id AND version.act_id = act.id
WHERE
    version.place <> version.nth
    OR version.recorded_at < version.recorded_before
    OR (version.place > 1) <> (version.effective_from > '0001-01-01')
    OR (version.place > 1 AND act.id IS NULL)
    OR (version.place > 1 AND NOT version.is_carried AND cardinality(version.changed) = 0)
UNION ALL
SELECT
    'member' AS of_what,
    version.member_id AS subject_id,
    version.place
FROM (
    SELECT
        known.*,
        lag(known.recorded_at) OVER (PARTITION BY known.member_id ORDER BY known.place) AS recorded_before,
        row_number() OVER (PARTITION BY known.member_id ORDER BY known.place) AS nth
    FROM membership_memberversion AS known
    WHERE known.cooperative_id = tenancy_current()
) AS version
INNER JOIN membership_member AS line
    ON version.cooperative_id = line.cooperative_id AND version.member_id = line.id
LEFT JOIN audit_act AS act ON version.cooperative_id = act.cooperative_id AND version.act_id = act.id
WHERE
    version.place <> version.nth
    OR version.recorded_at < version.recorded_before
    OR version.effective_from < line.joined_on
    OR (version.place = 1 AND version.effective_from <> line.joined_on)
    OR act.id IS NULL
    OR (version.place > 1 AND NOT version.is_carried AND cardinality(version.changed) = 0)
UNION ALL
SELECT
    'person' AS of_what,
    person.id AS subject_id,
    0 AS place
FROM membership_person AS person
LEFT JOIN membership_personversion AS version
    ON person.cooperative_id = version.cooperative_id AND person.id = version.person_id AND version.place = 1
WHERE person.cooperative_id = tenancy_current() AND version.id IS NULL
UNION ALL
SELECT
    'member' AS of_what,
    line.id AS subject_id,
    0 AS place
FROM membership_member AS line
LEFT JOIN membership_memberversion AS version
    ON line.cooperative_id = version.cooperative_id AND line.id = version.member_id AND version.place = 1
WHERE line.cooperative_id = tenancy_current() AND version.id IS NULL
