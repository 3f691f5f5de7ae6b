-- Papers that are not as long as their seal makes them, that have no digest, or that belong to nothing.
SELECT
    document.id AS document_id,
    document.application_id,
    document.size,
    octet_length(document.sealed) AS sealed_size
FROM membership_applicationdocument AS document
LEFT JOIN membership_application AS asked
    ON document.cooperative_id = asked.cooperative_id AND document.application_id = asked.id
LEFT JOIN membership_applicationdraft AS draft
    ON document.cooperative_id = draft.cooperative_id AND document.draft_id = draft.id
WHERE
    document.cooperative_id = tenancy_current()
    AND (
        octet_length(document.sealed) <> document.size + 28
        OR octet_length(document.digest) <> 32
        OR (asked.id IS NULL AND draft.id IS NULL)
    )
