-- INV-94: seats of the board whose holder's office is another, or ends on another day; and directors without a mandate
-- whose office was given after mandates were kept here.
SELECT
    mandate.id,
    mandate.person_id
FROM assembly_mandate AS mandate
INNER JOIN assembly_body AS body
    ON mandate.cooperative_id = body.cooperative_id AND mandate.body_id = body.id
WHERE
    mandate.cooperative_id = tenancy_current()
    AND body.kind = 'board'
    AND NOT assembly_office_fits(mandate.cooperative_id, mandate.office_id)
UNION ALL
SELECT
    held.id,
    held.person_id
FROM cooperatives_office AS held
INNER JOIN audit_act AS act
    ON held.cooperative_id = act.cooperative_id AND held.act_id = act.id
WHERE
    held.cooperative_id = tenancy_current()
    AND held.office = 'director'
    AND NOT EXISTS (
        SELECT FROM assembly_mandate AS own
        WHERE own.cooperative_id = held.cooperative_id AND own.office_id = held.id
    )
    AND act.at > (
        SELECT min(given.at)
        FROM assembly_mandate AS mandate
        INNER JOIN audit_act AS given
            ON mandate.cooperative_id = given.cooperative_id AND mandate.act_id = given.id
        WHERE mandate.cooperative_id = held.cooperative_id AND mandate.office_id IS NOT NULL
    )
