-- What a person did and held in meetings, the latest first: came and went, was named to, signed, objected, is to do,
-- counted, kept a key, asked for, moved, seconded, spoke and asked, and the seats.
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
        'counted',
        meeting.number,
        counted.at::date,
        ''
    FROM assembly_ballotpapercount AS counted
    INNER JOIN assembly_ballot AS own ON counted.cooperative_id = own.cooperative_id AND counted.ballot_id = own.id
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    WHERE counted.cooperative_id = tenancy_current() AND counted.teller_id = %(person_id)s
    UNION ALL
    SELECT
        'kept_a_key',
        meeting.number,
        act.on_date,
        ''
    FROM assembly_ballottrustee AS trustee
    INNER JOIN assembly_ballot AS own ON trustee.cooperative_id = own.cooperative_id AND trustee.ballot_id = own.id
    INNER JOIN assembly_meeting AS meeting
        ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    INNER JOIN audit_act AS act ON trustee.cooperative_id = act.cooperative_id AND trustee.act_id = act.id
    WHERE trustee.cooperative_id = tenancy_current() AND trustee.person_id = %(person_id)s
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
    UNION ALL
    SELECT
        'motion_moved',
        meeting.number,
        moved.on_date,
        concat_ws(
            ': ',
            wording.titles ->> (SELECT min(known.name) FROM jsonb_object_keys(wording.titles) AS known (name)),
            motion.reason
        )
    FROM assembly_motion AS motion
    INNER JOIN assembly_motionstep AS moved
        ON motion.cooperative_id = moved.cooperative_id AND motion.id = moved.motion_id AND moved.place = 1
    INNER JOIN assembly_motionwording AS wording
        ON motion.cooperative_id = wording.cooperative_id AND motion.id = wording.motion_id AND wording.version = 1
    INNER JOIN assembly_meeting AS meeting
        ON motion.cooperative_id = meeting.cooperative_id AND motion.meeting_id = meeting.id
    INNER JOIN membership_member AS line
        ON motion.cooperative_id = line.cooperative_id AND motion.member_id = line.id
    WHERE motion.cooperative_id = tenancy_current() AND line.person_id = %(person_id)s
    UNION ALL
    SELECT
        'motion_seconded',
        meeting.number,
        second.on_date,
        motion.number::text
    FROM assembly_motionsecond AS second
    INNER JOIN assembly_motion AS motion
        ON second.cooperative_id = motion.cooperative_id AND second.motion_id = motion.id
    INNER JOIN assembly_meeting AS meeting
        ON motion.cooperative_id = meeting.cooperative_id AND motion.meeting_id = meeting.id
    INNER JOIN membership_member AS line
        ON second.cooperative_id = line.cooperative_id AND second.member_id = line.id
    WHERE second.cooperative_id = tenancy_current() AND line.person_id = %(person_id)s
    UNION ALL
    SELECT
        CASE WHEN event.is_point THEN 'point_of_order' ELSE 'asked_to_speak' END,
        meeting.number,
        event.at::date,
        ''
    FROM assembly_floorevent AS event
    INNER JOIN assembly_meeting AS meeting
        ON event.cooperative_id = meeting.cooperative_id AND event.meeting_id = meeting.id
    WHERE
        event.cooperative_id = tenancy_current()
        AND event.kind = 'asked'
        AND event.person_id = %(person_id)s
    UNION ALL
    SELECT
        'question',
        meeting.number,
        question.at::date,
        question.words
    FROM assembly_question AS question
    INNER JOIN assembly_meeting AS meeting
        ON question.cooperative_id = meeting.cooperative_id AND question.meeting_id = meeting.id
    WHERE question.cooperative_id = tenancy_current() AND question.person_id = %(person_id)s
) AS told
ORDER BY told.on_date DESC
LIMIT %(lines)s
