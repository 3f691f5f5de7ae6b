-- Acts of office on the officer's own person.
SELECT
    id,
    verb,
    person_id,
    authority
FROM audit_act
WHERE cooperative_id = tenancy_current() AND person_id = for_person_id
    AND authority ~ ' since [0-9]{4}-[0-9]{2}-[0-9]{2}$'
