-- INV-115: works of ballots without what came of them, and works that nobody does.
SELECT
    work.ballot_id,
    work.place AS at_place,
    work.kind
FROM assembly_ballotwork AS work
WHERE
    work.cooperative_id = tenancy_current()
    AND (
        (work.ended_at IS NOT NULL AND assembly_ballot_work_came_to(work) IS NOT TRUE)
        OR (work.ended_at IS NOT NULL AND work.content <> ''::bytea)
        OR (
            work.ended_at IS NULL
            AND NOT EXISTS (
                SELECT FROM procrastinate_jobs AS job
                WHERE job.queueing_lock = work.id::text AND job.status IN ('todo', 'doing')
            )
        )
    )
