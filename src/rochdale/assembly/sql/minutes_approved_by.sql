-- Whether a resolution approves a version of minutes (INV-96).
SELECT assembly_approves(tenancy_current(), %(version_id)s, %(resolution_id)s)
