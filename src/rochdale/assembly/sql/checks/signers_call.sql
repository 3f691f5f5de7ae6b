-- INV-114: meetings called by members that no requisition of theirs allowed, or before the time of the board had run.
SELECT known.number
FROM assembly_meeting AS known
WHERE
    known.cooperative_id = tenancy_current()
    AND known.ground = 'signers'
    AND NOT EXISTS (
        SELECT FROM assembly_requisitionmeeting AS own
        WHERE
            own.cooperative_id = known.cooperative_id
            AND own.meeting_id = known.id
            AND assembly_signers_may_call(own.cooperative_id, own.requisition_id, own.meeting_id)
    )
