-- The offices that a person holds on a day, the oldest first. least() passes over what is not known: no end is later
-- than any end.
SELECT
    held.id,
    held.person_id,
    held.office,
    held.since_on,
    least(held.term_until_on, held.ended_on) AS until_on,
    held.act_id,
    held.ended_act_id
FROM cooperatives_office AS held
WHERE
    held.cooperative_id = tenancy_current()
    AND held.person_id = %(person_id)s
    AND held.since_on <= %(on_date)s
    AND (held.term_until_on IS NULL OR held.term_until_on > %(on_date)s)
    AND (held.ended_on IS NULL OR held.ended_on > %(on_date)s)
ORDER BY held.since_on, held.office, held.id
