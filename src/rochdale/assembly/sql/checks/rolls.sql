-- INV-85: rolls that are not whole, of another act, changed after they were frozen, or whose hash is not that of what
-- holds.
SELECT
    roll.meeting_id,
    roll.version,
    'lines or act' AS wrong
FROM assembly_roll AS roll
LEFT JOIN audit_act AS act
    ON roll.cooperative_id = act.cooperative_id AND roll.act_id = act.id
WHERE
    roll.cooperative_id = tenancy_current()
    AND (
        act.subject_id IS DISTINCT FROM roll.meeting_id
        OR roll.lines_stated <> (
            SELECT count(*) FROM assembly_rollline AS line
            WHERE line.cooperative_id = roll.cooperative_id AND line.roll_id = roll.id
        )
    )
UNION ALL
SELECT
    roll.meeting_id,
    roll.version,
    'changed after it was frozen, or another hash' AS wrong
FROM assembly_rollfreeze AS frozen
INNER JOIN assembly_roll AS roll
    ON frozen.cooperative_id = roll.cooperative_id AND frozen.roll_id = roll.id
WHERE
    frozen.cooperative_id = tenancy_current()
    AND (
        frozen.frozen_on <= roll.challenged_until
        OR EXISTS (
            SELECT FROM assembly_roll AS later
            WHERE
                later.cooperative_id = roll.cooperative_id
                AND later.meeting_id = roll.meeting_id
                AND later.version > roll.version
        )
        OR EXISTS (
            SELECT FROM assembly_rollcorrection AS correction
            WHERE
                correction.cooperative_id = roll.cooperative_id
                AND correction.roll_id = roll.id
                AND correction.at > frozen.frozen_at
        )
        OR EXISTS (
            SELECT FROM assembly_rollchallenge AS challenge
            LEFT JOIN assembly_rollanswer AS answer
                ON challenge.cooperative_id = answer.cooperative_id AND challenge.id = answer.challenge_id
            WHERE
                challenge.cooperative_id = roll.cooperative_id
                AND challenge.roll_id = roll.id
                AND (answer.at <= frozen.frozen_at) IS NOT TRUE
        )
        OR frozen.entitled <> (
            SELECT count(*) FROM assembly_roll_holds(roll.cooperative_id, roll.id) AS holds
            WHERE holds.reasons = '{}'
        )
        OR frozen.hash IS DISTINCT FROM encode(
            sha256(convert_to(assembly_roll_text(roll.cooperative_id, roll.id), 'UTF8')), 'hex'
        )
    )
