-- The challenges of a roll with their answers, those that wait first: all, those of a person, or one.
SELECT
    challenge.place,
    line.number,
    line.person_id,
    line.voter_id,
    challenge.challenger_id,
    challenge.words,
    challenge.on_date,
    answer.is_upheld,
    coalesce(answer.words, '') AS answer_words,
    answer.on_date AS answered_on
FROM assembly_rollchallenge AS challenge
INNER JOIN assembly_rollline AS line
    ON challenge.cooperative_id = line.cooperative_id AND challenge.line_id = line.id
LEFT JOIN assembly_rollanswer AS answer
    ON challenge.cooperative_id = answer.cooperative_id AND challenge.id = answer.challenge_id
WHERE
    challenge.cooperative_id = tenancy_current()
    AND challenge.roll_id = %(roll_id)s::uuid
    AND (%(challenger_id)s::uuid IS NULL OR challenge.challenger_id = %(challenger_id)s::uuid)
    AND (%(place)s::integer IS NULL OR challenge.place = %(place)s::integer)
ORDER BY answer.challenge_id IS NOT NULL, challenge.place
LIMIT %(lines)s
