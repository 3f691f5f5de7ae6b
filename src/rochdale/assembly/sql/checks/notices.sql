-- INV-86: callings outside the window of the by-laws of that day, without their notice, or whose notice is not of them;
-- and notices whose letters are not those that they state, each to its member and by their act.
SELECT
    step.meeting_id,
    step.place,
    notice.held_on,
    notice.letters_stated
FROM (
    SELECT
        each.*,
        lag(each.kind) OVER meeting = 'adjourned' AS is_again
    FROM assembly_meetingstep AS each
    WHERE each.cooperative_id = tenancy_current()
    WINDOW meeting AS (PARTITION BY each.meeting_id ORDER BY each.place)
) AS step
LEFT JOIN assembly_notice AS notice
    ON step.cooperative_id = notice.cooperative_id AND step.id = notice.step_id
LEFT JOIN assembly_meetingversion AS plan
    ON notice.cooperative_id = plan.cooperative_id AND notice.version_id = plan.id
WHERE
    step.kind = 'called'
    AND (
        plan.meeting_id IS DISTINCT FROM step.meeting_id
        OR notice.called_on <> step.on_date
        OR notice.held_on <> plan.held_on
        OR plan.held_on IS DISTINCT FROM assembly_first_day(step.cooperative_id, plan.id)
        OR assembly_called_in_time(
            step.cooperative_id, step.meeting_id, step.bylaw_version, step.on_date, plan.held_on, step.is_again
        ) IS NOT TRUE
        OR notice.letters_stated <> (
            SELECT count(*)
            FROM assembly_noticeletter AS own
            INNER JOIN membership_member AS line
                ON own.cooperative_id = line.cooperative_id AND own.member_id = line.id
            INNER JOIN membership_letter AS letter
                ON own.cooperative_id = letter.cooperative_id AND own.letter_id = letter.id
            WHERE
                own.cooperative_id = notice.cooperative_id
                AND own.notice_id = notice.id
                AND letter.person_id = line.person_id
                AND letter.act_id = notice.act_id
        )
    )
