-- The book of minutes, the latest meeting first: of each the last version that both signed or, for who may see drafts,
-- the last one; only those in which every word sought is found.
SELECT
    meeting.number,
    meeting.kind,
    plan.titles,
    plan.held_on,
    shown.version,
    shown.is_signed,
    approved.at AS approved_at
FROM assembly_meeting AS meeting
INNER JOIN LATERAL (
    SELECT
        known.id,
        known.version,
        known.folded,
        assembly_minutes_signed(known.cooperative_id, known.id, 'infinity') AS is_signed
    FROM assembly_minutesversion AS known
    WHERE
        known.cooperative_id = meeting.cooperative_id
        AND known.meeting_id = meeting.id
        AND (%(with_drafts)s OR assembly_minutes_signed(known.cooperative_id, known.id, 'infinity'))
    ORDER BY known.version DESC
    LIMIT 1
) AS shown ON TRUE
INNER JOIN LATERAL (
    SELECT
        own.titles,
        own.held_on
    FROM assembly_meetingversion AS own
    WHERE own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
    ORDER BY own.version DESC
    LIMIT 1
) AS plan ON TRUE
LEFT JOIN assembly_minutesapproval AS approved
    ON
        meeting.cooperative_id = approved.cooperative_id
        AND shown.id = approved.version_id
        AND assembly_holds(approved.cooperative_id, approved.resolution_id)
WHERE
    meeting.cooperative_id = tenancy_current()
    AND meeting.kind = ANY(%(kinds)s)
    AND (%(before)s::integer IS NULL OR meeting.number < %(before)s::integer)
    AND NOT EXISTS (
        SELECT FROM unnest(%(sought)s::text []) AS sought (word)
        WHERE position(' ' || sought.word IN ' ' || shown.folded) = 0
    )
ORDER BY meeting.number DESC
LIMIT %(limit)s
