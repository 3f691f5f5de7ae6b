-- Every day by which something is to happen, or on which something ends by itself, up to a day; the soonest first.
WITH due AS (
    SELECT
        'departure_' || last.kind AS kind,
        departure.id AS subject_id,
        departure.member_id,
        last.next_by AS due_on
    FROM membership_departure AS departure
    CROSS JOIN LATERAL (
        SELECT
            step.kind,
            step.next_by
        FROM membership_departurestep AS step
        WHERE step.cooperative_id = departure.cooperative_id AND step.departure_id = departure.id
        ORDER BY step.place DESC
        LIMIT 1
    ) AS last
    WHERE
        departure.cooperative_id = %(cooperative_id)s
        AND last.kind NOT IN ('taken_back', 'dismissed', 'overturned', 'ended')
    UNION ALL
    SELECT
        'suspension' AS kind,
        holds.id AS subject_id,
        holds.member_id,
        holds.until_on AS due_on
    FROM membership_suspension AS holds
    WHERE holds.cooperative_id = %(cooperative_id)s AND holds.lifted_on IS NULL AND holds.until_on >= %(on)s
    UNION ALL
    SELECT
        'representative' AS kind,
        stands.id AS subject_id,
        line.id AS member_id,
        least(stands.until_on, stands.ended_on) AS due_on
    FROM membership_representative AS stands
    INNER JOIN membership_member AS line
        ON
            stands.cooperative_id = line.cooperative_id
            AND stands.organization_id = line.person_id
            AND line.left_on IS NULL
    WHERE
        stands.cooperative_id = %(cooperative_id)s
        AND stands.from_on < least(stands.until_on, stands.ended_on)
        -- Nobody follows: from then on the organization cannot vote.
        AND NOT EXISTS (
            SELECT FROM membership_representative AS next
            WHERE
                next.cooperative_id = stands.cooperative_id
                AND next.organization_id = stands.organization_id
                AND next.from_on >= stands.from_on
                AND next.id <> stands.id
                AND (least(next.until_on, next.ended_on) > next.from_on) IS NOT FALSE
        )
    UNION ALL
    SELECT
        'guardian' AS kind,
        stands.id AS subject_id,
        line.id AS member_id,
        least(stands.until_on, stands.ended_on, (ward.birth_date + make_interval(years => %(age)s))::date) AS due_on
    FROM membership_guardian AS stands
    INNER JOIN membership_person AS ward
        ON stands.cooperative_id = ward.cooperative_id AND stands.ward_id = ward.id
    INNER JOIN membership_member AS line
        ON
            stands.cooperative_id = line.cooperative_id
            AND stands.ward_id = line.person_id
            AND line.left_on IS NULL
    WHERE
        stands.cooperative_id = %(cooperative_id)s
        AND least(
            stands.until_on, stands.ended_on, (ward.birth_date + make_interval(years => %(age)s))::date
        ) >= %(on)s
)

SELECT
    due.kind,
    due.subject_id,
    due.due_on,
    line.number,
    line.person_id,
    person.given_names,
    person.family_name
FROM due
INNER JOIN membership_member AS line ON due.member_id = line.id AND line.cooperative_id = %(cooperative_id)s
INNER JOIN membership_person AS person
    ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id
WHERE due.due_on <= %(until)s
ORDER BY due.due_on, line.number, due.kind
LIMIT %(lines)s
