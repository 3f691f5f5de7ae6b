-- The steps of some applications in their order, with who took each: none where the applicant or the program did.
SELECT
    step.application_id,
    step.kind,
    step.on_date,
    step.at,
    step.next_by,
    step.ground,
    step.words,
    step.member_id,
    step.entry_id,
    step.act_id,
    act.person_id
FROM membership_applicationstep AS step
INNER JOIN audit_act AS act ON step.cooperative_id = act.cooperative_id AND step.act_id = act.id
WHERE step.cooperative_id = %(cooperative_id)s AND step.application_id = any(%(application_ids)s::uuid [])
ORDER BY step.application_id, step.place
