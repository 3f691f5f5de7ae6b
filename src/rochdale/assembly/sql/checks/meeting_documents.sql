-- INV-83: papers of meetings that are not what their hash says.
SELECT
    paper.meeting_id,
    paper.number,
    paper.language
FROM assembly_meetingdocument AS paper
WHERE
    paper.cooperative_id = tenancy_current()
    AND (
        paper.digest <> encode(sha256(paper.content), 'hex')
        OR paper.size <> octet_length(paper.content)
    )
