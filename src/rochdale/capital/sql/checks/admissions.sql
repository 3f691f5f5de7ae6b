-- Applications that say registered whose member is not there, or by whose entry no share was issued to that member.
SELECT
    asked.id AS application_id,
    step.member_id,
    step.entry_id
FROM membership_applicationstep AS step
INNER JOIN membership_application AS asked
    ON step.cooperative_id = asked.cooperative_id AND step.application_id = asked.id
LEFT JOIN membership_member AS line
    ON step.cooperative_id = line.cooperative_id AND step.member_id = line.id
LEFT JOIN capital_sharemovement AS movement
    ON
        step.cooperative_id = movement.cooperative_id
        AND step.entry_id = movement.entry_id
        AND asked.person_id = movement.holder_id
        AND movement.cause = 'issue'
LEFT JOIN capital_sharepayment AS payment
    ON
        movement.cooperative_id = payment.cooperative_id
        AND movement.id = payment.movement_id
        AND movement.entry_id = payment.entry_id
WHERE
    step.cooperative_id = tenancy_current()
    AND step.kind = 'registered'
    AND (
        line.id IS NULL
        OR line.person_id IS DISTINCT FROM asked.person_id
        OR movement.id IS NULL
        OR movement.quantity <> asked.shares
        OR payment.id IS NULL
        OR payment.amount_minor <= 0
    )
