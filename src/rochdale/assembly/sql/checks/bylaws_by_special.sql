-- INV-122: amendments of the by-laws that took effect without the special majority, and meetings that were called to
-- amend them by another.
SELECT
    'effect' AS what,
    decided.number
FROM assembly_effectrun AS run
INNER JOIN assembly_resolution AS decided
    ON run.cooperative_id = decided.cooperative_id AND run.resolution_id = decided.id
WHERE
    run.cooperative_id = tenancy_current()
    AND run.kind = 'amend_bylaw'
    AND assembly_decided_specially(decided) IS NOT TRUE
UNION ALL
SELECT
    'call' AS what,
    known.number
FROM assembly_notice AS notice
INNER JOIN assembly_meeting AS known
    ON notice.cooperative_id = known.cooperative_id AND notice.meeting_id = known.id
WHERE
    notice.cooperative_id = tenancy_current()
    AND assembly_plans_unspecial(notice.cooperative_id, notice.version_id)
