-- The nominations for a body at a meeting, or one of them, with how each stands and what the candidate brought.
SELECT
    own.id,
    own.number,
    own.person_id,
    own.proposer_id,
    own.electoral_group,
    own.is_from_floor,
    own.on_date,
    assembly_nomination_stands(own.cooperative_id, own.id) AS stands,
    (
        SELECT count(*) FROM assembly_nominationsecond AS second
        WHERE second.cooperative_id = own.cooperative_id AND second.nomination_id = own.id
    ) AS seconders,
    EXISTS (
        SELECT FROM assembly_nominationstep AS step
        WHERE step.cooperative_id = own.cooperative_id AND step.nomination_id = own.id AND step.kind = 'accepted'
    ) AS has_consented,
    coalesce(said.statements, '{}') AS statements,
    coalesce(said.has_declared, FALSE) AS has_declared,
    coalesce(said.interests, '') AS interests,
    coalesce(photo.version, 0) AS photo,
    (
        SELECT max(training.completed_on) FROM assembly_candidatetraining AS training
        WHERE training.cooperative_id = own.cooperative_id AND training.person_id = own.person_id
    ) AS trained_on
FROM assembly_nomination AS own
LEFT JOIN LATERAL (
    SELECT statement.* FROM assembly_candidatestatement AS statement
    WHERE statement.cooperative_id = own.cooperative_id AND statement.nomination_id = own.id
    ORDER BY statement.version DESC LIMIT 1
) AS said ON TRUE
LEFT JOIN LATERAL (
    SELECT shown.version FROM assembly_candidatephoto AS shown
    WHERE shown.cooperative_id = own.cooperative_id AND shown.nomination_id = own.id AND shown.digest <> ''
    ORDER BY shown.version DESC LIMIT 1
) AS photo ON TRUE
WHERE
    own.cooperative_id = tenancy_current()
    AND own.meeting_id = %(meeting_id)s
    AND own.body_id = %(body_id)s
    AND (%(number)s::integer IS NULL OR own.number = %(number)s::integer)
ORDER BY own.number
