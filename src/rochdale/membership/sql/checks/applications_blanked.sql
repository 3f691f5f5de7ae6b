-- Applications that were blanked and of which something is left, or that are under way and have nothing.
SELECT
    asked.id AS application_id,
    asked.blanked_on
FROM membership_application AS asked
WHERE
    asked.cooperative_id = tenancy_current()
    AND (
        (asked.blanked_on IS NULL) <> (asked.particulars IS NOT NULL)
        OR (
            asked.blanked_on IS NOT NULL
            AND (
                asked.name <> ''
                OR asked.sorting_name <> ''
                OR asked.email <> ''
                OR asked.birth_date IS NOT NULL
                OR asked.identity_hash IS NOT NULL
                OR asked.state NOT IN ('refused', 'upheld', 'withdrawn', 'lapsed', 'registered')
                OR EXISTS (
                    SELECT FROM membership_applicationstep AS step
                    WHERE
                        step.cooperative_id = asked.cooperative_id
                        AND step.application_id = asked.id
                        AND step.words NOT IN ('', '—')
                )
                OR EXISTS (
                    SELECT FROM membership_applicationdocument AS document
                    WHERE
                        document.cooperative_id = asked.cooperative_id
                        AND document.application_id = asked.id
                )
            )
        )
    )
