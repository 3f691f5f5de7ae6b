-- What a voter's screen of a meeting shows, as a few figures: who comes and who has voted are not on it.
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
    ) AS vote_steps,
    (
        SELECT count(*) FROM assembly_floorevent AS event
        WHERE event.cooperative_id = tenancy_current() AND event.meeting_id = %(meeting_id)s
    ) AS floor_events,
    (
        SELECT count(*) FROM assembly_motionstep AS step
        INNER JOIN assembly_motion AS motion
            ON step.cooperative_id = motion.cooperative_id AND step.motion_id = motion.id
        WHERE motion.cooperative_id = tenancy_current() AND motion.meeting_id = %(meeting_id)s
    ) AS motion_steps,
    -- A window opens and closes by itself.
    (
        SELECT
            count(*) FILTER (WHERE own.opens_at <= now())
            + count(*) FILTER (WHERE own.closes_at <= now())
        FROM assembly_vote AS own
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS windows
