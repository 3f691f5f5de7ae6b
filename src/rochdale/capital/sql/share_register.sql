-- One page of the register of shares as of a day, by name (rule Q-47).
SELECT
    person.id,
    person.given_names,
    person.family_name,
    person.sorting_name,
    person.street,
    person.town,
    person.postal_code,
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
