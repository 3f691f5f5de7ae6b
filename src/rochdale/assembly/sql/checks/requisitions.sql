-- INV-97: requisitions that count without the signatures that the by-laws ask for, signatures of who was no member that
-- day, and meetings called on a requisition that treat something else.
SELECT
    asked.number,
    fault.what
FROM assembly_requisition AS asked
CROSS JOIN LATERAL (
    SELECT 'reached' AS what
    FROM assembly_requisitionreached AS reached
    WHERE
        reached.cooperative_id = asked.cooperative_id
        AND reached.requisition_id = asked.id
        AND assembly_requisition_is_reached(reached) IS NOT TRUE
    UNION ALL
    SELECT 'signature' AS what
    FROM assembly_requisitionsignature AS own
    LEFT JOIN membership_member AS line
        ON own.cooperative_id = line.cooperative_id AND own.member_id = line.id
    WHERE
        own.cooperative_id = asked.cooperative_id
        AND own.requisition_id = asked.id
        AND (
            line.id IS NULL
            OR line.joined_on > own.signed_on
            OR line.left_on <= own.signed_on
        )
    UNION ALL
    SELECT 'meeting' AS what
    FROM assembly_requisitionmeeting AS own
    INNER JOIN assembly_notice AS notice
        ON own.cooperative_id = notice.cooperative_id AND own.meeting_id = notice.meeting_id
    WHERE
        own.cooperative_id = asked.cooperative_id
        AND own.requisition_id = asked.id
        AND (
            NOT assembly_treats_matters(notice.cooperative_id, notice.meeting_id, notice.version_id)
            OR NOT EXISTS (
                SELECT FROM assembly_requisitionreached AS reached
                WHERE reached.cooperative_id = asked.cooperative_id AND reached.requisition_id = asked.id
            )
        )
) AS fault
WHERE asked.cooperative_id = tenancy_current()
