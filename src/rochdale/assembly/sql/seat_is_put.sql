-- Whether a seat is put to an election that has not filled it yet, of a meeting that is not over.
SELECT assembly_seat_is_put(tenancy_current(), %(seat_id)s) AS is_put
