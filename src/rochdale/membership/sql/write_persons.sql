-- Persons of one cooperative, one array for each column.
INSERT INTO membership_person (
    cooperative_id, recorded_at, recorded_on, act_id, id, kind, given_names, family_name, sorting_name, birth_date,
    sex, language, email, telephone, street, town, postal_code, source_key, cooperative_slug
)
SELECT
    %(cooperative_id)s,
    %(recorded_at)s,
    %(recorded_on)s,
    %(act_id)s::uuid,
    known.*
FROM unnest(
    %(id)s::uuid [], %(kind)s::text [], %(given_names)s::text [], %(family_name)s::text [],
    %(sorting_name)s::text [], %(birth_date)s::date [], %(sex)s::text [], %(language)s::text [],
    %(email)s::text [], %(telephone)s::text [], %(street)s::text [], %(town)s::text [],
    %(postal_code)s::text [], %(source_key)s::text [], %(cooperative_slug)s::text []
) AS known
