-- What is known of a person from elections, the latest first: where one stood and with what result, what one said and
-- declared, pictures, whom one proposed or seconded, sheets that one counted, and trainings.
SELECT
    told.what,
    told.meeting,
    told.on_date,
    told.words
FROM (
    SELECT
        'nomination_' || step.kind AS what,
        meeting.number AS meeting,
        step.on_date,
        step.words
    FROM assembly_nomination AS own
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    INNER JOIN assembly_nominationstep AS step
        ON own.cooperative_id = step.cooperative_id AND own.id = step.nomination_id
    WHERE own.cooperative_id = tenancy_current() AND own.person_id = %(person_id)s
    UNION ALL
    SELECT
        'candidacy_stated',
        meeting.number,
        said.on_date,
        concat_ws(E'\n', said.statements::text, nullif(said.interests, ''))
    FROM assembly_nomination AS own
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    INNER JOIN assembly_candidatestatement AS said
        ON own.cooperative_id = said.cooperative_id AND own.id = said.nomination_id
    WHERE own.cooperative_id = tenancy_current() AND own.person_id = %(person_id)s
    UNION ALL
    SELECT
        'candidate_photo',
        meeting.number,
        photo.on_date,
        photo.digest
    FROM assembly_nomination AS own
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    INNER JOIN assembly_candidatephoto AS photo
        ON own.cooperative_id = photo.cooperative_id AND own.id = photo.nomination_id
    WHERE own.cooperative_id = tenancy_current() AND own.person_id = %(person_id)s
    UNION ALL
    SELECT
        'nominated_other',
        meeting.number,
        own.on_date,
        ''
    FROM assembly_nomination AS own
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    WHERE
        own.cooperative_id = tenancy_current()
        AND own.proposer_id = %(person_id)s
        AND own.person_id <> %(person_id)s
    UNION ALL
    SELECT
        'seconded',
        meeting.number,
        second.on_date,
        ''
    FROM assembly_nominationsecond AS second
    INNER JOIN assembly_nomination AS own
        ON second.cooperative_id = own.cooperative_id AND second.nomination_id = own.id
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    WHERE second.cooperative_id = tenancy_current() AND second.person_id = %(person_id)s
    UNION ALL
    SELECT
        'counted_election',
        meeting.number,
        sheet.at::date,
        ''
    FROM assembly_tellerssheet AS sheet
    INNER JOIN assembly_vote AS own ON sheet.cooperative_id = own.cooperative_id AND sheet.vote_id = own.id
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    WHERE sheet.cooperative_id = tenancy_current() AND sheet.teller_id = %(person_id)s
    UNION ALL
    SELECT
        'training',
        NULL,
        training.completed_on,
        training.words
    FROM assembly_candidatetraining AS training
    WHERE training.cooperative_id = tenancy_current() AND training.person_id = %(person_id)s
) AS told
ORDER BY told.on_date DESC
LIMIT %(lines)s
