-- The seal of a certificate that is about to be written.
SELECT
    capital_certificate_seal(
        %(cooperative_id)s, %(number)s, %(class_id)s, %(holder_id)s, %(quantity)s, %(issued_on)s,
        %(movement_ids)s, %(code_hash)s
    ) AS seal
