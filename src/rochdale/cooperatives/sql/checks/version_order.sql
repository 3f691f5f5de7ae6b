-- INV-20: versions that do not follow the one before, in number or in time.
SELECT
    ordered.version,
    ordered.version_before,
    ordered.effective_from,
    ordered.effective_before
FROM (
    SELECT
        adopted.version,
        adopted.effective_from,
        lag(adopted.version, 1, 0) OVER follows AS version_before,
        lag(adopted.effective_from) OVER follows AS effective_before
    FROM cooperatives_bylawversion AS adopted
    WINDOW follows AS (ORDER BY adopted.version)
) AS ordered
WHERE ordered.version <> ordered.version_before + 1 OR ordered.effective_from < ordered.effective_before
ORDER BY ordered.version
