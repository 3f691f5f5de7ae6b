-- INV-108: mandates of an election that its result did not give.
SELECT
    mandate.id,
    mandate.from_on
FROM assembly_mandate AS mandate
WHERE
    mandate.cooperative_id = tenancy_current()
    AND mandate.source = 'election'
    AND NOT assembly_mandate_is_counted(mandate)
