-- INV-123: effects that ran while a ballot of their meeting was not counted yet, or a window of its votes was open.
SELECT
    decided.meeting_id,
    decided.number
FROM assembly_effectrun AS run
INNER JOIN assembly_resolution AS decided
    ON run.cooperative_id = decided.cooperative_id AND run.resolution_id = decided.id
WHERE
    run.cooperative_id = tenancy_current()
    AND NOT assembly_results_stand(decided.cooperative_id, decided.meeting_id, run.at)
