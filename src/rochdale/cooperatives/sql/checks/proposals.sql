-- Decisions by who proposed, withdrawals by another, and proposals or decisions without their act.
SELECT
    proposed.id AS proposal_id,
    proposed.proposed_by,
    decision.decided_by,
    decision.outcome
FROM cooperatives_proposedact AS proposed
LEFT JOIN cooperatives_proposaldecision AS decision
    ON proposed.cooperative_id = decision.cooperative_id AND proposed.id = decision.proposal_id
LEFT JOIN audit_act AS asked ON proposed.cooperative_id = asked.cooperative_id AND proposed.act_id = asked.id
LEFT JOIN audit_act AS ended ON decision.cooperative_id = ended.cooperative_id AND decision.act_id = ended.id
WHERE
    proposed.cooperative_id = tenancy_current()
    AND (
        asked.person_id IS DISTINCT FROM proposed.proposed_by
        OR (
            decision.proposal_id IS NOT NULL
            AND (
                ended.person_id IS DISTINCT FROM decision.decided_by
                OR (decision.decided_by = proposed.proposed_by) <> (decision.outcome = 'withdrawn')
            )
        )
    )
