-- Meetings with how each is planned last and where it stands. Those under way or coming: the soonest first; those that
-- are over: the latest first, one page.
SELECT
    known.number,
    known.kind,
    plan.titles,
    plan.mode,
    plan.held_on,
    last.kind AS stands,
    plan.record_date
FROM assembly_meeting AS known
CROSS JOIN LATERAL (
    SELECT version.* FROM assembly_meetingversion AS version
    WHERE version.cooperative_id = known.cooperative_id AND version.meeting_id = known.id
    ORDER BY version.version DESC
    LIMIT 1
) AS plan
CROSS JOIN LATERAL (
    SELECT step.kind FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = known.cooperative_id AND step.meeting_id = known.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last
WHERE
    known.cooperative_id = tenancy_current()
    AND (last.kind IN ('closed', 'cancelled')) = %(is_over)s
    AND (
        %(with_drafts)s OR (
            (known.kind NOT IN ('board', 'committee') OR %(of_bodies)s) AND EXISTS (
                SELECT FROM assembly_meetingstep AS step
                WHERE step.cooperative_id = known.cooperative_id AND step.meeting_id = known.id AND step.kind = 'called'
            )
        )
    )
    AND (%(before_number)s::integer IS NULL OR (plan.held_on, known.number) < (%(before_day)s::date, %(before_number)s))
ORDER BY
    CASE WHEN NOT %(is_over)s THEN plan.held_on END,
    plan.held_on DESC,
    known.number DESC
LIMIT %(lines)s
