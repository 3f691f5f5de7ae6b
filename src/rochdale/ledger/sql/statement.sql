-- The postings of an account after a place in its statement, in the order of the statement; the account that
-- an entry's largest line on the other side names stands for where the money came from or went.
SELECT
    line.entry_id,
    line.line,
    line.booking_date,
    line.value_date,
    entry.kind,
    entry.text,
    line.amount_minor,
    coalesce(other.number, '') AS counterpart_number,
    coalesce(other.names, '{}'::jsonb) AS counterpart_names
FROM ledger_posting AS line
INNER JOIN ledger_entry AS entry
    ON entry.cooperative_id = %(cooperative_id)s AND line.entry_id = entry.id
LEFT JOIN LATERAL (
    SELECT
        account.number,
        account.names
    FROM ledger_posting AS opposite
    INNER JOIN ledger_account AS account
        ON account.cooperative_id = %(cooperative_id)s AND opposite.account_id = account.id
    WHERE opposite.cooperative_id = %(cooperative_id)s
        AND opposite.entry_id = line.entry_id
        AND sign(opposite.amount_minor) <> sign(line.amount_minor)
    ORDER BY abs(opposite.amount_minor) DESC, opposite.line
    LIMIT 1
) AS other ON true
WHERE line.cooperative_id = %(cooperative_id)s
    AND line.account_id = %(account_id)s
    AND line.booking_date <= %(last)s
    AND (line.booking_date, line.entry_id, line.line)
    > (%(after_date)s::date, %(after_entry)s::uuid, %(after_line)s::smallint)
ORDER BY line.booking_date, line.entry_id, line.line
LIMIT %(limit)s
