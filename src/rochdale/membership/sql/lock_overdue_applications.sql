-- Take every application whose time is over, as its own steps do, in one order for everybody.
SELECT pg_advisory_xact_lock(hashtextextended(overdue.id::text, 65))
FROM (
    SELECT asked.id FROM membership_application AS asked
    WHERE
        asked.cooperative_id = %(cooperative_id)s
        AND asked.state IN ('asked', 'accepted', 'overturned')
        AND asked.due_on <= %(on)s::date
    ORDER BY asked.id
) AS overdue
