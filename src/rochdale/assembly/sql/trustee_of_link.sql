-- Which trustee of a ballot has a secret link that is good.
SELECT trustee.place
FROM assembly_ballottrustee AS trustee
WHERE
    trustee.cooperative_id = tenancy_current()
    AND trustee.id = assembly_trustee_of_link(tenancy_current(), %(ballot_id)s, %(token_hash)s)
