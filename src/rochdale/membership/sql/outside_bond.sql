-- Present members, and those of them, or accepted to become so, whom nothing ties to the cooperative (rule Q-15).
SELECT
    (
        SELECT count(*) FROM membership_member AS line
        WHERE line.cooperative_id = tenancy_current() AND line.left_on IS NULL
    ) AS members,
    (
        SELECT count(*) FROM membership_application AS asked
        WHERE
            asked.cooperative_id = tenancy_current()
            AND asked.bond = 'outside'
            AND (
                asked.state IN ('accepted', 'overturned')
                OR (
                    asked.state = 'registered'
                    AND EXISTS (
                        SELECT FROM membership_applicationstep AS step
                        INNER JOIN membership_member AS line
                            ON step.cooperative_id = line.cooperative_id AND step.member_id = line.id
                        WHERE
                            step.cooperative_id = tenancy_current()
                            AND step.application_id = asked.id
                            AND step.kind = 'registered'
                            AND line.left_on IS NULL
                    )
                )
            )
    ) AS outside
