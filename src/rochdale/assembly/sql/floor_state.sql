-- What the screens of a meeting show, as one short text: when it changes they are out of date.
SELECT
    (
        SELECT count(*) FROM assembly_meetingstep AS step
        WHERE step.cooperative_id = tenancy_current() AND step.meeting_id = %(meeting_id)s
    ) AS steps,
    (
        SELECT count(*) FROM assembly_presence AS known
        WHERE known.cooperative_id = tenancy_current() AND known.meeting_id = %(meeting_id)s
    ) AS comings,
    (
        SELECT count(*) FROM assembly_votestep AS step
        INNER JOIN assembly_vote AS own
            ON step.cooperative_id = own.cooperative_id AND step.vote_id = own.id
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS vote_steps,
    (
        SELECT count(*) FROM assembly_participation AS voted
        INNER JOIN assembly_vote AS own
            ON voted.cooperative_id = own.cooperative_id AND voted.vote_id = own.id
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS votes,
    (
        SELECT count(*) FROM assembly_tellerscount AS counted
        INNER JOIN assembly_vote AS own
            ON counted.cooperative_id = own.cooperative_id AND counted.vote_id = own.id
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS counts,
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
    (
        SELECT count(*) FROM assembly_motionsecond AS second
        INNER JOIN assembly_motion AS motion
            ON second.cooperative_id = motion.cooperative_id AND second.motion_id = motion.id
        WHERE motion.cooperative_id = tenancy_current() AND motion.meeting_id = %(meeting_id)s
    ) AS seconds,
    (
        SELECT count(*) FROM assembly_tellerssheet AS sheet
        INNER JOIN assembly_vote AS own
            ON sheet.cooperative_id = own.cooperative_id AND sheet.vote_id = own.id
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS sheets,
    (
        SELECT count(*) + count(work.ended_at) FROM assembly_ballotwork AS work
        INNER JOIN assembly_ballot AS ballot
            ON work.cooperative_id = ballot.cooperative_id AND work.ballot_id = ballot.id
        WHERE ballot.cooperative_id = tenancy_current() AND ballot.meeting_id = %(meeting_id)s
    ) AS ballot_work,
    -- A window opens and closes by itself.
    (
        SELECT
            count(*) FILTER (WHERE own.opens_at <= now())
            + count(*) FILTER (WHERE own.closes_at <= now())
        FROM assembly_vote AS own
        WHERE own.cooperative_id = tenancy_current() AND own.meeting_id = %(meeting_id)s
    ) AS windows
