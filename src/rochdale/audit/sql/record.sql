-- Acts of one cooperative, one array per column; their ids in the order of the arrays.
WITH given AS (
    SELECT
        uuidv7() AS id,
        deed.*
    FROM unnest(
        %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::uuid[],
        %s::date[], %s::timestamptz[], %s::text[], %s::integer[], %s::jsonb[]
    ) WITH ORDINALITY AS deed (
        person_id, for_person_id, authority, verb, subject_kind, subject_id,
        on_date, at, reason, bylaw_version, facts, position
    )
),

written AS (
    INSERT INTO audit_act (
        cooperative_id, id, person_id, for_person_id, authority, verb, subject_kind, subject_id,
        on_date, at, reason, bylaw_version, facts
    )
    SELECT
        %s::uuid, id, person_id, for_person_id, authority, verb, subject_kind, subject_id,
        on_date, at, reason, bylaw_version, facts
    FROM given
)

SELECT id FROM given
ORDER BY position
