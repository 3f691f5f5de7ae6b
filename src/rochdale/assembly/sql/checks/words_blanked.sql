-- INV-63: words that are left of persons who were blanked: what they objected, what was theirs to do, and what they
-- asked a meeting or gave as the reason of a motion.
SELECT
    said.id,
    said.what
FROM (
    SELECT
        own.cooperative_id,
        own.id,
        'objection' AS what,
        own.words,
        ARRAY[own.person_id] AS about
    FROM assembly_objection AS own
    UNION ALL
    SELECT
        own.cooperative_id,
        own.id,
        'follow_up' AS what,
        own.words,
        ARRAY[own.person_id] AS about
    FROM assembly_followup AS own
    UNION ALL
    SELECT
        step.cooperative_id,
        step.id,
        'follow_up_step' AS what,
        step.words,
        ARRAY[own.person_id, step.person_id] AS about
    FROM assembly_followupstep AS step
    INNER JOIN assembly_followup AS own
        ON step.cooperative_id = own.cooperative_id AND step.follow_up_id = own.id
    UNION ALL
    SELECT
        own.cooperative_id,
        own.id,
        'question' AS what,
        own.words,
        ARRAY[own.person_id] AS about
    FROM assembly_question AS own
    UNION ALL
    SELECT
        own.cooperative_id,
        own.id,
        'motion' AS what,
        own.reason AS words,
        ARRAY[line.person_id] AS about
    FROM assembly_motion AS own
    INNER JOIN membership_member AS line
        ON own.cooperative_id = line.cooperative_id AND own.member_id = line.id
) AS said
WHERE
    said.cooperative_id = tenancy_current()
    AND said.words NOT IN ('—', '')
    AND membership_is_blanked(said.cooperative_id, said.about)
