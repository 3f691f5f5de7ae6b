-- The proposed acts that nobody has decided, the oldest first.
SELECT proposed.id
FROM cooperatives_proposedact AS proposed
WHERE
    proposed.cooperative_id = tenancy_current()
    AND NOT EXISTS (
        SELECT FROM cooperatives_proposaldecision AS decision
        WHERE decision.cooperative_id = proposed.cooperative_id AND decision.proposal_id = proposed.id
    )
ORDER BY proposed.proposed_at, proposed.id
LIMIT %(lines)s
