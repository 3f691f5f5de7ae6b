-- A meeting for one person in it, in one statement: where it stands, whether its roll is frozen, for which line that
-- person votes, by which way he or she is there, and what the person was named to.
SELECT
    meeting.id,
    meeting.kind,
    own.mode,
    own.titles,
    last.kind AS stands,
    EXISTS (
        SELECT FROM assembly_meetingstep AS step
        WHERE
            step.cooperative_id = meeting.cooperative_id
            AND step.meeting_id = meeting.id
            AND step.kind = 'called'
    ) AS was_called,
    EXISTS (
        SELECT FROM assembly_roll AS roll
        INNER JOIN assembly_rollfreeze AS frozen
            ON roll.cooperative_id = frozen.cooperative_id AND roll.id = frozen.roll_id
        WHERE roll.cooperative_id = meeting.cooperative_id AND roll.meeting_id = meeting.id
    ) AS is_frozen,
    line.id AS line_id,
    nullif(line.person_id, line.voter_id) AS for_person_id,
    coalesce(line.weight, 0) AS votes,
    line.mandate_id,
    -- Who came to a sitting that was adjourned comes anew, as assembly_sat_since says.
    CASE
        WHEN came.kind = 'arrived' AND NOT EXISTS (
            SELECT FROM assembly_meetingstep AS step
            WHERE
                step.cooperative_id = meeting.cooperative_id
                AND step.meeting_id = meeting.id
                AND step.kind = 'adjourned'
                AND step.at > came.at
        ) THEN came.channel
    END AS channel,
    coalesce(came.place, 0) AS comings,
    ARRAY(
        SELECT named.role FROM assembly_floorofficer AS named
        WHERE
            named.cooperative_id = meeting.cooperative_id
            AND named.meeting_id = meeting.id
            AND named.person_id = %(person_id)s
            AND NOT EXISTS (
                SELECT FROM assembly_floorofficerend AS undone
                WHERE undone.cooperative_id = named.cooperative_id AND undone.officer_id = named.id
            )
    ) AS roles
FROM assembly_meeting AS meeting
INNER JOIN LATERAL (
    SELECT
        version.mode,
        version.titles
    FROM assembly_meetingversion AS version
    WHERE version.cooperative_id = meeting.cooperative_id AND version.meeting_id = meeting.id
    ORDER BY version.version DESC
    LIMIT 1
) AS own ON TRUE
INNER JOIN LATERAL (
    SELECT step.kind FROM assembly_meetingstep AS step
    WHERE step.cooperative_id = meeting.cooperative_id AND step.meeting_id = meeting.id
    ORDER BY step.place DESC
    LIMIT 1
) AS last ON TRUE
LEFT JOIN LATERAL (
    SELECT
        entitled.id,
        entitled.person_id,
        entitled.voter_id,
        entitled.weight,
        entitled.mandate_id
    FROM assembly_rollline AS entitled
    WHERE
        entitled.cooperative_id = meeting.cooperative_id
        AND entitled.voter_id = %(person_id)s
        AND entitled.meeting_id = meeting.id
        AND assembly_may_vote(entitled)
) AS line ON TRUE
LEFT JOIN LATERAL (
    SELECT
        known.kind,
        known.channel,
        known.at,
        known.place
    FROM assembly_presence AS known
    WHERE
        known.cooperative_id = meeting.cooperative_id
        AND known.meeting_id = meeting.id
        AND known.person_id = %(person_id)s
    ORDER BY known.place DESC
    LIMIT 1
) AS came ON TRUE
WHERE meeting.cooperative_id = tenancy_current() AND meeting.number = %(number)s
