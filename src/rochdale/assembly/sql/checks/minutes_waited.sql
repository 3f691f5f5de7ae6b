-- INV-117: minutes that were signed before every ballot of their meeting was counted or given up.
SELECT
    own.meeting_id,
    own.version,
    signature.role
FROM assembly_minutessignature AS signature
INNER JOIN assembly_minutesversion AS own
    ON signature.cooperative_id = own.cooperative_id AND signature.version_id = own.id
WHERE
    signature.cooperative_id = tenancy_current()
    AND NOT assembly_ballots_are_over(own.cooperative_id, own.meeting_id, signature.at)
