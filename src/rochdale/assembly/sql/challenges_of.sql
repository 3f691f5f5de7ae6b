-- What a person said against rolls, with the answers.
SELECT
    meeting.number AS meeting,
    line.number AS member_number,
    challenge.on_date,
    challenge.words,
    answer.is_upheld,
    coalesce(answer.words, '') AS answer
FROM assembly_rollchallenge AS challenge
INNER JOIN assembly_rollline AS line
    ON challenge.cooperative_id = line.cooperative_id AND challenge.line_id = line.id
INNER JOIN assembly_meeting AS meeting
    ON line.cooperative_id = meeting.cooperative_id AND line.meeting_id = meeting.id
LEFT JOIN assembly_rollanswer AS answer
    ON challenge.cooperative_id = answer.cooperative_id AND challenge.id = answer.challenge_id
WHERE challenge.cooperative_id = tenancy_current() AND challenge.challenger_id = %(person_id)s::uuid
ORDER BY meeting.number, challenge.on_date, challenge.place
LIMIT %(lines)s
