-- One page of the register of shares as of a day, with the names and addresses of that day, in the order of today's
-- names (rule Q-47).
SELECT
    person.id,
    then_known.given_names,
    then_known.family_name,
    person.sorting_name,
    then_known.street,
    then_known.town,
    then_known.postal_code,
    line.number,
    own.code,
    moved.held,
    moved.held * own.par_minor AS amount_minor,
    moved.since
FROM membership_person AS person
CROSS JOIN LATERAL (
    SELECT
        known.class_id,
        sum(known.quantity) AS held,
        min(known.effective_on) AS since
    FROM capital_sharemovement AS known
    WHERE
        known.cooperative_id = person.cooperative_id
        AND known.holder_id = person.id
        AND known.effective_on <= %(on)s
    GROUP BY known.class_id
    HAVING sum(known.quantity) > 0
) AS moved
INNER JOIN capital_shareclass AS own
    ON person.cooperative_id = own.cooperative_id AND moved.class_id = own.id
INNER JOIN LATERAL (
    SELECT
        version.given_names,
        version.family_name,
        version.street,
        version.town,
        version.postal_code
    FROM membership_personversion AS version
    WHERE
        version.cooperative_id = person.cooperative_id
        AND version.person_id = person.id
        AND version.effective_from <= %(on)s
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
) AS then_known ON TRUE
LEFT JOIN LATERAL (
    SELECT member.number FROM membership_member AS member
    WHERE member.cooperative_id = person.cooperative_id AND member.person_id = person.id
    ORDER BY member.joined_on DESC, member.number DESC
    LIMIT 1
) AS line ON TRUE
WHERE
    person.cooperative_id = %(cooperative_id)s
    AND (
        %(after_name)s::text IS NULL
        OR (person.sorting_name, person.id) > (%(after_name)s::text COLLATE "C", %(after_id)s::uuid)
    )
    AND person.sorting_name >= coalesce(%(after_name)s::text, '') COLLATE "C"
ORDER BY person.sorting_name, person.id, own.code
LIMIT %(lines)s
