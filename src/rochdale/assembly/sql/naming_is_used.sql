-- Whether a person counted or signed what only who is named to a task for a meeting does.
SELECT assembly_naming_is_used(tenancy_current(), %(meeting_id)s::uuid, %(person_id)s::uuid, %(role)s)
