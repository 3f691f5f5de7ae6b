-- INV-105: nominations without a step, for a group without a seat, too late, or admitted with too few seconders; who
-- stands twice; photographs that are not what their hash says.
SELECT
    own.meeting_id,
    own.number
FROM assembly_nomination AS own
LEFT JOIN assembly_nominationcall AS asked
    ON
        own.cooperative_id = asked.cooperative_id
        AND asked.id = (assembly_last_call(own.cooperative_id, own.meeting_id, own.body_id)).id
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        asked.id IS NULL
        OR assembly_nomination_stands(own.cooperative_id, own.id) IS NULL
        OR NOT (own.is_from_floor OR own.on_date <= (
            SELECT max(known.closes_on) FROM assembly_nominationcall AS known
            WHERE
                known.cooperative_id = own.cooperative_id
                AND known.meeting_id = own.meeting_id
                AND known.body_id = own.body_id
        ))
        OR EXISTS (
            SELECT FROM assembly_nomination AS other
            WHERE
                other.cooperative_id = own.cooperative_id
                AND other.meeting_id = own.meeting_id
                AND other.body_id = own.body_id
                AND other.person_id = own.person_id
                AND other.number > own.number
                AND assembly_nomination_stands(own.cooperative_id, own.id) NOT IN ('refused', 'withdrawn')
                AND assembly_nomination_stands(other.cooperative_id, other.id) NOT IN ('refused', 'withdrawn')
        )
        OR EXISTS (
            SELECT FROM assembly_candidatephoto AS photo
            WHERE
                photo.cooperative_id = own.cooperative_id
                AND photo.nomination_id = own.id
                AND photo.digest <> ''
                AND photo.digest <> encode(sha256(photo.content), 'hex')
        )
    )
