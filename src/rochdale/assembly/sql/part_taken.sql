-- What a person did and held in meetings, the latest first: came and went, was named to, signed, objected, is to do,
-- counted, asked for, and the seats.
SELECT
    told.what,
    told.meeting,
    told.on_date,
    told.words
FROM (
    SELECT
        'presence_' || known.kind AS what,
        meeting.number AS meeting,
        known.at::date AS on_date,
        known.channel AS words
    FROM assembly_presence AS known
    INNER JOIN assembly_meeting AS meeting
        ON known.cooperative_id = meeting.cooperative_id AND known.meeting_id = meeting.id
    WHERE known.cooperative_id = tenancy_current() AND known.person_id = %(person_id)s
    UNION ALL
    SELECT
        'named_' || named.role,
        meeting.number,
        act.on_date,
        ''
    FROM assembly_floorofficer AS named
    INNER JOIN assembly_meeting AS meeting
        ON named.cooperative_id = meeting.cooperative_id AND named.meeting_id = meeting.id
    INNER JOIN audit_act AS act ON named.cooperative_id = act.cooperative_id AND named.act_id = act.id
    WHERE named.cooperative_id = tenancy_current() AND named.person_id = %(person_id)s
    UNION ALL
    SELECT
        'counted',
        meeting.number,
        counted.at::date,
        ''
    FROM assembly_tellerscount AS counted
    INNER JOIN assembly_vote AS own ON counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    WHERE counted.cooperative_id = tenancy_current() AND counted.teller_id = %(person_id)s
    UNION ALL
    SELECT
        'minutes_signed_' || signed.role,
        meeting.number,
        signed.at::date,
        ''
    FROM assembly_minutessignature AS signed
    INNER JOIN assembly_minutesversion AS version
        ON signed.cooperative_id = version.cooperative_id AND signed.version_id = version.id
    INNER JOIN assembly_meeting AS meeting
        ON version.cooperative_id = meeting.cooperative_id AND version.meeting_id = meeting.id
    WHERE signed.cooperative_id = tenancy_current() AND signed.person_id = %(person_id)s
    UNION ALL
    SELECT
        'objection',
        meeting.number,
        objection.on_date,
        objection.words
    FROM assembly_objection AS objection
    INNER JOIN assembly_resolution AS resolution
        ON objection.cooperative_id = resolution.cooperative_id AND objection.resolution_id = resolution.id
    INNER JOIN assembly_meeting AS meeting
        ON resolution.cooperative_id = meeting.cooperative_id AND resolution.meeting_id = meeting.id
    WHERE objection.cooperative_id = tenancy_current() AND objection.person_id = %(person_id)s
    UNION ALL
    SELECT
        'follow_up',
        meeting.number,
        task.on_date,
        task.words
    FROM assembly_followup AS task
    INNER JOIN assembly_resolution AS resolution
        ON task.cooperative_id = resolution.cooperative_id AND task.resolution_id = resolution.id
    INNER JOIN assembly_meeting AS meeting
        ON resolution.cooperative_id = meeting.cooperative_id AND resolution.meeting_id = meeting.id
    WHERE
        task.cooperative_id = tenancy_current()
        AND (
            task.person_id = %(person_id)s
            OR EXISTS (
                SELECT FROM assembly_followupstep AS step
                WHERE
                    step.cooperative_id = task.cooperative_id
                    AND step.follow_up_id = task.id
                    AND step.person_id = %(person_id)s
            )
        )
    UNION ALL
    SELECT
        'requisition_signed',
        NULL,
        signed.signed_on,
        array_to_string(requisition.matters, '; ')
    FROM assembly_requisitionsignature AS signed
    INNER JOIN assembly_requisition AS requisition
        ON signed.cooperative_id = requisition.cooperative_id AND signed.requisition_id = requisition.id
    INNER JOIN membership_member AS line
        ON signed.cooperative_id = line.cooperative_id AND signed.member_id = line.id
    WHERE signed.cooperative_id = tenancy_current() AND line.person_id = %(person_id)s
    UNION ALL
    SELECT
        'mandate',
        NULL,
        mandate.from_on,
        to_char(least(mandate.until_on, mandate.ended_on), 'YYYY-MM-DD')
    FROM assembly_mandate AS mandate
    WHERE mandate.cooperative_id = tenancy_current() AND mandate.person_id = %(person_id)s
) AS told
ORDER BY told.on_date DESC
LIMIT %(lines)s
