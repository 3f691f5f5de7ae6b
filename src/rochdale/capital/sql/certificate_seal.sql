-- The seal of a certificate that is about to be written.
SELECT
    capital_certificate_seal(
        %(cooperative_id)s, %(number)s, %(class_id)s, %(holder_id)s, %(quantity)s, %(issued_on)s,
        %(last_movement_id)s, %(code_hash)s
    ) AS seal
