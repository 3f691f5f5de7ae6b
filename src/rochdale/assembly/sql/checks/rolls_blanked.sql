-- INV-63: words about lines of rolls that are left of persons who were blanked: of whose line it is, who votes for it,
-- or who challenged it.
SELECT
    line.roll_id,
    line.number
FROM assembly_rollline AS line
INNER JOIN (
    SELECT
        challenge.cooperative_id,
        challenge.line_id,
        challenge.challenger_id,
        challenge.words || coalesce(answer.words, '—') AS words
    FROM assembly_rollchallenge AS challenge
    LEFT JOIN assembly_rollanswer AS answer
        ON challenge.cooperative_id = answer.cooperative_id AND challenge.id = answer.challenge_id
    UNION ALL
    SELECT
        correction.cooperative_id,
        correction.line_id,
        challenge.challenger_id,
        correction.words || '—' AS words
    FROM assembly_rollcorrection AS correction
    LEFT JOIN assembly_rollchallenge AS challenge
        ON
            correction.cooperative_id = challenge.cooperative_id
            AND correction.challenge_id = challenge.id
) AS said ON line.cooperative_id = said.cooperative_id AND line.id = said.line_id
WHERE
    line.cooperative_id = tenancy_current()
    AND said.words <> '——'
    AND membership_is_blanked(line.cooperative_id, ARRAY[line.person_id, line.voter_id, said.challenger_id])
