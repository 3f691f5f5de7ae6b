-- What a voter's screen of a meeting shows, as two figures: who comes and who has voted are not on it.
SELECT
    (
        SELECT count(*) FROM assembly_meetingstep AS step
        WHERE step.cooperative_id = tenancy_current() AND step.meeting_id = %(meeting_id)s
    ) AS steps,
    (
        SELECT count(*) FROM assembly_votestep AS step
        INNER JOIN assembly_vote AS own
            ON step.cooperative_id = own.cooperative_id AND step.vote_id = own.id
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS vote_steps
