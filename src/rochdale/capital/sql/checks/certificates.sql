-- Certificates that do not say what their holder held that day, or that are not sealed, or numbered with a gap.
SELECT
    own.number,
    own.quantity,
    own.issued_on
FROM (
    SELECT
        known.*,
        row_number() OVER (ORDER BY known.number) AS nth
    FROM capital_certificate AS known
    WHERE known.cooperative_id = tenancy_current()
) AS own
WHERE
    own.number <> own.nth
    OR own.seal IS DISTINCT FROM capital_certificate_seal(
        own.cooperative_id, own.number, own.class_id, own.holder_id, own.quantity, own.issued_on,
        own.movement_ids, own.code_hash
    )
    OR own.quantity <> (
        SELECT coalesce(sum(moved.quantity), 0) FROM capital_sharemovement AS moved
        WHERE
            moved.cooperative_id = own.cooperative_id
            AND moved.holder_id = own.holder_id
            AND moved.class_id = own.class_id
            AND moved.effective_on <= own.issued_on
            AND moved.id = ANY(own.movement_ids)
    )
