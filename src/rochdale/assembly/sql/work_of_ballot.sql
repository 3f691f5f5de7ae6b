-- A work of a ballot that has not ended, with who asked for it.
SELECT
    work.kind,
    meeting.number AS meeting_number,
    ballot.number AS ballot_number,
    ballot.uuid,
    work.trustee_id,
    work.content,
    work.seed,
    work.casting_vote,
    work.asked_at,
    act.person_id,
    act.authority,
    act.on_date
FROM assembly_ballotwork AS work
INNER JOIN assembly_ballot AS ballot
    ON work.cooperative_id = ballot.cooperative_id AND work.ballot_id = ballot.id
INNER JOIN assembly_meeting AS meeting
    ON ballot.cooperative_id = meeting.cooperative_id AND ballot.meeting_id = meeting.id
INNER JOIN audit_act AS act
    ON work.cooperative_id = act.cooperative_id AND work.act_id = act.id
WHERE
    work.cooperative_id = tenancy_current()
    AND work.id = %(work_id)s
    AND work.ended_at IS NULL
