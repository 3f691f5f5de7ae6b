-- INV-63: what was said for and against the candidacies of persons who were blanked, and their pictures and letters.
SELECT
    own.meeting_id,
    own.number
FROM assembly_nomination AS own
WHERE
    own.cooperative_id = tenancy_current()
    AND membership_is_blanked(own.cooperative_id, ARRAY[own.person_id])
    AND (
        EXISTS (
            SELECT FROM assembly_candidatestatement AS said
            WHERE
                said.cooperative_id = own.cooperative_id
                AND said.nomination_id = own.id
                AND (said.statements <> '{}' OR said.interests NOT IN ('', '—'))
        )
        OR EXISTS (
            SELECT FROM assembly_candidatephoto AS photo
            WHERE photo.cooperative_id = own.cooperative_id AND photo.nomination_id = own.id AND photo.digest <> ''
        )
        OR EXISTS (
            SELECT FROM assembly_nominationstep AS step
            WHERE
                step.cooperative_id = own.cooperative_id
                AND step.nomination_id = own.id
                AND step.words NOT IN ('', '—')
        )
    )
UNION ALL
-- Who is proposed is told by whom, and who proposed is told the answer: a letter to the one names the other.
SELECT
    own.meeting_id,
    own.number
FROM assembly_nomination AS own
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        membership_is_blanked(own.cooperative_id, ARRAY[own.person_id])
        OR membership_is_blanked(own.cooperative_id, ARRAY[own.proposer_id])
    )
    AND EXISTS (
        SELECT FROM membership_letter AS letter
        WHERE
            letter.cooperative_id = own.cooperative_id
            AND letter.blanked_act_id IS NULL
            AND letter.act_id IN (
                SELECT own.act_id
                UNION ALL
                SELECT step.act_id FROM assembly_nominationstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.nomination_id = own.id
            )
    )
