-- What is to be done because of resolutions, with what became of each: the last day, the last person and the last step;
-- of one resolution, or of all; with the ended ones or without; what is due first stands first.
SELECT
    task.id,
    decided.number,
    decided.titles,
    meeting.kind,
    task.place,
    task.words,
    coalesce(handed.person_id, task.person_id) AS person_id,
    coalesce(postponed.due_on, task.due_on) AS due_on,
    coalesce(last.kind, '') AS last_kind,
    coalesce(last.words, '') AS last_words,
    coalesce(last.on_date, task.on_date) AS last_on
FROM assembly_followup AS task
INNER JOIN assembly_resolution AS decided
    ON task.cooperative_id = decided.cooperative_id AND task.resolution_id = decided.id
INNER JOIN assembly_meeting AS meeting
    ON decided.cooperative_id = meeting.cooperative_id AND decided.meeting_id = meeting.id
LEFT JOIN LATERAL (
    SELECT step.* FROM assembly_followupstep AS step
    WHERE step.cooperative_id = task.cooperative_id AND step.follow_up_id = task.id
    ORDER BY step.place DESC LIMIT 1
) AS last ON TRUE
LEFT JOIN LATERAL (
    SELECT step.due_on FROM assembly_followupstep AS step
    WHERE step.cooperative_id = task.cooperative_id AND step.follow_up_id = task.id AND step.kind = 'postponed'
    ORDER BY step.place DESC LIMIT 1
) AS postponed ON TRUE
LEFT JOIN LATERAL (
    SELECT step.person_id FROM assembly_followupstep AS step
    WHERE step.cooperative_id = task.cooperative_id AND step.follow_up_id = task.id AND step.kind = 'handed_over'
    ORDER BY step.place DESC LIMIT 1
) AS handed ON TRUE
WHERE
    task.cooperative_id = tenancy_current()
    AND task.resolution_id = coalesce(%(resolution_id)s::uuid, task.resolution_id)
    AND task.id = coalesce(%(follow_up_id)s::uuid, task.id)
    AND (%(with_ended)s::boolean OR coalesce(last.kind, '') NOT IN ('done', 'dropped'))
ORDER BY coalesce(postponed.due_on, task.due_on), task.id
LIMIT %(lines)s
