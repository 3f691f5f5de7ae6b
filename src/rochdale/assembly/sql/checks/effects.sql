-- INV-92: effects that ran of a resolution that was lost or annulled before, other than it says, too early or by no act
-- of theirs; and amendments of by-laws that no resolution decided although this cooperative decided here before.
SELECT
    'effect' AS what,
    decided.number,
    run.kind AS found
FROM assembly_effectrun AS run
INNER JOIN assembly_resolution AS decided
    ON run.cooperative_id = decided.cooperative_id AND run.resolution_id = decided.id
LEFT JOIN assembly_annulment AS annulled
    ON decided.cooperative_id = annulled.cooperative_id AND decided.id = annulled.resolution_id
LEFT JOIN audit_act AS act
    ON run.cooperative_id = act.cooperative_id AND run.act_id = act.id
WHERE
    run.cooperative_id = tenancy_current()
    AND (
        NOT decided.is_adopted
        OR decided.effect <> run.kind
        OR decided.effect_facts <> run.facts
        OR annulled.at < run.at
        OR run.on_date < greatest(decided.decided_on, (decided.effect_facts ->> 'not_before')::date)
        OR act.subject_id IS DISTINCT FROM decided.id
        OR act.verb IS DISTINCT FROM 'assembly.run_effect'
    )
UNION ALL
SELECT
    'by-law' AS what,
    adopted.version AS number,
    adopted.resolution AS found
FROM cooperatives_bylawversion AS adopted
LEFT JOIN audit_act AS act
    ON adopted.cooperative_id = act.cooperative_id AND adopted.act_id = act.id
LEFT JOIN assembly_effectrun AS run
    ON
        adopted.cooperative_id = run.cooperative_id
        AND adopted.resolution_id = run.resolution_id
        AND run.kind = 'amend_bylaw'
WHERE
    adopted.cooperative_id = tenancy_current()
    AND adopted.source = 'by-law'
    AND run.resolution_id IS NULL
    AND (
        adopted.resolution_id IS NOT NULL
        OR act.at > (
            SELECT min(decision.at)
            FROM assembly_resolution AS decided
            INNER JOIN audit_act AS decision
                ON decided.cooperative_id = decision.cooperative_id AND decided.act_id = decision.id
            WHERE decided.cooperative_id = adopted.cooperative_id
        )
    )
