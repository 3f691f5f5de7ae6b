-- Acts of one cooperative, one array per column.
INSERT INTO audit_act (
    cooperative_id, id, person_id, for_person_id, authority, verb, subject_kind, subject_id,
    on_date, at, reason, bylaw_version, facts
)
SELECT
    %(cooperative_id)s,
    deed.*
FROM unnest(
    %(id)s::uuid[], %(person_id)s::uuid[], %(for_person_id)s::uuid[], %(authority)s::text[], %(verb)s::text[],
    %(subject_kind)s::text[], %(subject_id)s::uuid[], %(on_date)s::date[], %(at)s::timestamptz[],
    %(reason)s::text[], %(bylaw_version)s::integer[], %(facts)s::jsonb[]
) AS deed
