-- INV-102: ballots in which not everybody on the roll has one code, codes of others, and codes that are still written
-- in a letter although the ballot is over.
SELECT
    own.meeting_id,
    own.number
FROM assembly_ballot AS own
WHERE
    own.cooperative_id = tenancy_current()
    AND assembly_ballot_stands(own.cooperative_id, own.id) IS DISTINCT FROM 'set_up'
    AND EXISTS (
        SELECT FROM assembly_ballotstep AS step
        WHERE step.cooperative_id = own.cooperative_id AND step.ballot_id = own.id AND step.kind = 'codes_made'
    )
    AND (
        own.entitled <> (
            SELECT count(*) FROM assembly_ballotcredential AS code
            INNER JOIN assembly_rollline AS line
                ON code.cooperative_id = line.cooperative_id AND code.line_id = line.id
            WHERE
                code.cooperative_id = own.cooperative_id
                AND code.ballot_id = own.id
                AND line.roll_id = own.roll_id
                AND assembly_may_vote(line)
        )
        OR own.entitled <> (
            SELECT count(*) FROM assembly_ballotcredential AS code
            WHERE code.cooperative_id = own.cooperative_id AND code.ballot_id = own.id
        )
    )
UNION ALL
SELECT
    own.meeting_id,
    own.number
FROM assembly_ballot AS own
INNER JOIN assembly_ballotstep AS step
    ON own.cooperative_id = step.cooperative_id AND own.id = step.ballot_id AND step.kind = 'codes_made'
INNER JOIN membership_letter AS letter
    ON step.cooperative_id = letter.cooperative_id AND step.act_id = letter.act_id
WHERE
    own.cooperative_id = tenancy_current()
    AND assembly_ballot_stands(own.cooperative_id, own.id) IN ('closed', 'shuffled', 'counted', 'given_up')
    AND letter.body <> ''
