-- Answers that stand twice under one key, or that answer no whole request, or a refused one.
SELECT
    person_id,
    key,
    count(*) AS answers,
    min(status) AS status
FROM cooperatives_keptanswer
WHERE cooperative_id = tenancy_current()
GROUP BY person_id, key
HAVING count(*) > 1 OR bool_or(octet_length(request_hash) <> 32 OR status NOT BETWEEN 200 AND 299)
