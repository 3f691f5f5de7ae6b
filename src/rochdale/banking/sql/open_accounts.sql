-- Accounts of members and those who may use them, one array per column, in one statement.
WITH opened AS (
    INSERT INTO banking_memberaccount (cooperative_id, act_id, account_id, product, person_id, serial, opened_on)
    SELECT
        %(cooperative_id)s,
        %(act_id)s,
        asked.*
    FROM unnest(
        %(account_id)s::uuid [], %(product)s::text [], %(person_id)s::uuid [], %(serial)s::smallint [],
        %(opened_on)s::date []
    ) AS asked
)

INSERT INTO banking_holder (cooperative_id, id, account_id, person_id, role, since)
SELECT
    %(cooperative_id)s,
    asked.*
FROM unnest(
    %(holder_id)s::uuid [], %(held_id)s::uuid [], %(holder_person_id)s::uuid [], %(role)s::text [], %(since)s::date []
) AS asked
