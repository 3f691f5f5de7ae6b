-- Requisitions with their signatures and what came of them: all, one by its number, or that of a meeting; the latest
-- first. Of several meetings the last one counts: those before were cancelled.
SELECT
    asked.id,
    asked.number,
    asked.member_id,
    asked.language,
    asked.matters,
    asked.reason,
    asked.begun_on,
    (
        SELECT count(*) FROM assembly_requisitionsignature AS own
        WHERE own.cooperative_id = asked.cooperative_id AND own.requisition_id = asked.id
    ) AS signatures,
    EXISTS (
        SELECT FROM assembly_requisitionsignature AS own
        WHERE
            own.cooperative_id = asked.cooperative_id
            AND own.requisition_id = asked.id
            AND own.member_id = %(member_id)s::uuid
    ) AS signed_by_asker,
    reached.needed,
    reached.reached_on,
    reached.call_by,
    meets.number AS meeting_number,
    assembly_stands(asked.cooperative_id, meets.id) AS meeting_stands,
    overdue.told_on
FROM assembly_requisition AS asked
LEFT JOIN assembly_requisitionreached AS reached
    ON asked.cooperative_id = reached.cooperative_id AND asked.id = reached.requisition_id
LEFT JOIN assembly_requisitionoverdue AS overdue
    ON asked.cooperative_id = overdue.cooperative_id AND asked.id = overdue.requisition_id
LEFT JOIN LATERAL (
    SELECT
        known.id,
        known.number
    FROM assembly_requisitionmeeting AS own
    INNER JOIN assembly_meeting AS known
        ON own.cooperative_id = known.cooperative_id AND own.meeting_id = known.id
    WHERE own.cooperative_id = asked.cooperative_id AND own.requisition_id = asked.id
    ORDER BY known.number DESC
    LIMIT 1
) AS meets ON true
WHERE
    asked.cooperative_id = tenancy_current()
    AND (%(number)s::integer IS NULL OR asked.number = %(number)s)
    AND (
        %(meeting_id)s::uuid IS NULL
        OR EXISTS (
            SELECT FROM assembly_requisitionmeeting AS own
            WHERE
                own.cooperative_id = asked.cooperative_id
                AND own.requisition_id = asked.id
                AND own.meeting_id = %(meeting_id)s::uuid
        )
    )
ORDER BY asked.number DESC
LIMIT 200
