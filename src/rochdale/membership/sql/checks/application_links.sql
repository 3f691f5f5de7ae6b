-- Links that no letter of the same act brought, or that lead to nothing.
SELECT
    link.id AS link_id,
    link.application_id
FROM membership_applicationlink AS link
LEFT JOIN membership_application AS asked
    ON link.cooperative_id = asked.cooperative_id AND link.application_id = asked.id
LEFT JOIN membership_letter AS letter
    ON
        link.cooperative_id = letter.cooperative_id
        AND link.letter_id = letter.id
        AND link.act_id = letter.act_id
        AND letter.channel = 'email'
WHERE
    link.cooperative_id = tenancy_current()
    AND (
        asked.id IS NULL
        OR letter.id IS NULL
        OR octet_length(link.token_hash) <> 32
        OR (asked.blanked_on IS NULL AND letter.blanked_act_id IS NULL AND letter.address <> asked.email)
    )
