-- INV-107: elections without a paper, and results that say other than what was counted, declared or published.
SELECT
    own.meeting_id,
    own.number
FROM assembly_vote AS own
LEFT JOIN assembly_electionvote AS put
    ON own.cooperative_id = put.cooperative_id AND own.id = put.vote_id
WHERE own.cooperative_id = tenancy_current() AND (own.majority = 'election') <> (put.vote_id IS NOT NULL)
UNION ALL
SELECT
    result.meeting_id,
    result.place
FROM assembly_electionresult AS result
WHERE
    result.cooperative_id = tenancy_current()
    AND (
        (
            SELECT count(*) FROM assembly_resultseat AS seated
            WHERE seated.cooperative_id = result.cooperative_id AND seated.result_id = result.id
        ) <> result.seats_stated
        OR (result.how = 'vote' AND assembly_result_is_counted(result) IS NOT TRUE)
    )
