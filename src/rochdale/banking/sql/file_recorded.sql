-- What another system had recorded of the accounts that a person may use: instructions, loans, and the person's cards.
WITH held AS (
    SELECT
        account.id,
        account.number
    FROM banking_holder AS holder
    INNER JOIN ledger_account AS account
        ON account.cooperative_id = tenancy_current() AND holder.account_id = account.id
    WHERE
        holder.cooperative_id = tenancy_current()
        AND holder.person_id = %(person_id)s::uuid
        AND holder.since <= %(on)s::date AND (holder.until IS NULL OR holder.until > %(on)s::date)
),

told AS (
    SELECT
        'instruction' AS kind,
        held.number,
        NULL::date AS began_on,
        ordered.amount_minor,
        ordered.currency,
        concat_ws(' ', ordered.bank, ordered.bank_account, ordered.purpose) AS words
    FROM banking_standinginstruction AS ordered
    INNER JOIN held ON ordered.account_id = held.id
    WHERE ordered.cooperative_id = tenancy_current()
    UNION ALL
    SELECT
        'loan' AS kind,
        held.number,
        lent.granted_on,
        lent.amount_minor,
        lent.currency,
        lent.status
    FROM banking_recordedloan AS lent
    INNER JOIN held ON lent.account_id = held.id
    WHERE lent.cooperative_id = tenancy_current()
    UNION ALL
    SELECT
        'card' AS kind,
        account.number,
        card.issued_on,
        NULL::bigint AS amount_minor,
        account.currency,
        card.kind
    FROM banking_recordedcard AS card
    INNER JOIN ledger_account AS account
        ON account.cooperative_id = tenancy_current() AND card.account_id = account.id
    WHERE card.cooperative_id = tenancy_current() AND card.person_id = %(person_id)s::uuid
)

SELECT
    told.kind,
    told.number,
    told.began_on,
    told.amount_minor,
    told.currency,
    told.words
FROM told
ORDER BY told.kind, told.number, told.began_on
LIMIT %(lines)s
