-- The same for some members: a number, or a name that somebody has or had: words that each begin a word of today's
-- name, or the beginning of a name of any day, family name first.
WITH matched AS (
    SELECT named.person_id
    FROM unnest(%(words)s::text [], %(words_end)s::text []) AS asked (word, word_end)
    CROSS JOIN LATERAL (
        SELECT begun.person_id FROM membership_nameword AS begun
        WHERE
            begun.cooperative_id = %(cooperative_id)s
            AND begun.word >= asked.word COLLATE "C"
            AND begun.word < asked.word_end COLLATE "C"
        -- No order is meant: it keeps the planner from flattening this.
        OFFSET 0 -- noqa: AM09
    ) AS named
    GROUP BY named.person_id
    HAVING count(DISTINCT asked.word) = cardinality(%(words)s::text [])
    UNION
    SELECT version.person_id FROM membership_personversion AS version
    WHERE
        version.cooperative_id = %(cooperative_id)s
        AND version.sorting_name >= %(name)s::text COLLATE "C"
        AND version.sorting_name < %(name_end)s::text COLLATE "C"
    UNION
    SELECT numbered.person_id FROM membership_member AS numbered
    WHERE numbered.cooperative_id = %(cooperative_id)s AND numbered.number = %(number)s::bigint
)

SELECT
    line.id,
    line.person_id,
    line.number,
    person.kind,
    known.given_names,
    known.family_name,
    known.town,
    standing.member_class,
    standing.bond_ground,
    standing.out_of_bond_since,
    line.joined_on,
    CASE WHEN ended.is_known THEN line.left_on END AS left_on
FROM matched
CROSS JOIN LATERAL (
    SELECT own.* FROM membership_member AS own
    WHERE own.cooperative_id = %(cooperative_id)s AND own.person_id = matched.person_id
    ORDER BY own.number
) AS line
CROSS JOIN LATERAL (
    SELECT own.kind FROM membership_person AS own
    WHERE own.cooperative_id = %(cooperative_id)s AND own.id = matched.person_id
    ORDER BY own.id
    LIMIT 1
) AS person
LEFT JOIN audit_act AS went
    ON
        line.cooperative_id = went.cooperative_id
        AND line.left_act_id = went.id
        AND coalesce(%(known_at)s::text, %(known_on)s::text) IS NOT NULL
CROSS JOIN LATERAL (
    SELECT
        (
            went.at > coalesce(%(known_at)s::timestamptz, 'infinity')
            OR went.on_date > coalesce(%(known_on)s::date, 'infinity')
        ) IS NOT TRUE AS is_known
) AS ended
CROSS JOIN LATERAL (
    SELECT version.given_names, version.family_name, version.town FROM membership_personversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.person_id = line.person_id
        AND version.effective_from <= %(on)s
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
        AND version.recorded_on <= coalesce(%(known_on)s::date, 'infinity')
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS known
CROSS JOIN LATERAL (
    SELECT version.member_class, version.bond_ground, version.out_of_bond_since
    FROM membership_memberversion AS version
    WHERE
        version.cooperative_id = line.cooperative_id
        AND version.member_id = line.id
        AND version.effective_from <= %(on)s
        AND version.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
        AND version.recorded_on <= coalesce(%(known_on)s::date, 'infinity')
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS standing
WHERE
    line.number > %(after_number)s
    AND line.joined_on <= %(on)s
    AND (line.left_on IS NULL OR line.left_on > %(on)s OR NOT ended.is_known)
ORDER BY line.number
LIMIT %(lines)s
