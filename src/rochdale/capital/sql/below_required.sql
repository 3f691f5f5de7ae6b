-- Present members who hold fewer qualifying shares than the by-laws require, and since when: the day on which
-- they joined or last gave one away, or on which the by-law took effect, whichever came last.
SELECT
    line.number,
    line.person_id,
    person.given_names,
    person.family_name,
    coalesce(own.held, 0) AS held,
    greatest(line.joined_on, coalesce(own.less_on, line.joined_on), %(required_since)s::date) AS since,
    count(*) OVER () AS members
FROM membership_member AS line
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
LEFT JOIN (
    SELECT
        moved.holder_id,
        sum(moved.quantity) AS held,
        max(moved.effective_on) FILTER (WHERE moved.quantity < 0) AS less_on
    FROM capital_sharemovement AS moved
    INNER JOIN capital_shareclass AS kind
        ON moved.cooperative_id = kind.cooperative_id AND moved.class_id = kind.id
    WHERE moved.cooperative_id = tenancy_current() AND kind.kind = 'qualifying' AND moved.effective_on <= %(on)s
    GROUP BY moved.holder_id
) AS own ON line.person_id = own.holder_id
WHERE
    line.cooperative_id = tenancy_current()
    AND line.joined_on <= %(on)s
    AND (line.left_on IS NULL OR line.left_on > %(on)s)
    AND coalesce(own.held, 0) < %(required)s
    AND (%(person_id)s::uuid IS NULL OR line.person_id = %(person_id)s::uuid)
ORDER BY since, line.number
LIMIT %(lines)s
