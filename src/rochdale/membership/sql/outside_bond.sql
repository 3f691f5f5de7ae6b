-- Present members, and those of them, or accepted to become so, whom nothing ties to the cooperative (rule Q-15).
SELECT
    (
        SELECT count(*) FROM membership_member AS line
        WHERE line.cooperative_id = tenancy_current() AND line.left_on IS NULL
    ) AS members,
    (
        SELECT count(*) FROM membership_member AS line
        WHERE
            line.cooperative_id = tenancy_current()
            AND line.left_on IS NULL
            AND line.out_of_bond_since IS NOT NULL
    ) + (
        SELECT count(*) FROM membership_application AS asked
        WHERE
            asked.cooperative_id = tenancy_current()
            AND asked.bond = 'outside'
            AND asked.state IN ('accepted', 'overturned')
    ) AS outside
