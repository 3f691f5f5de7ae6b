-- In which of these votes a line of the roll has voted.
SELECT voted.vote_id FROM assembly_participation AS voted
WHERE
    voted.cooperative_id = tenancy_current()
    AND voted.line_id = %(line_id)s
    AND voted.vote_id = any(%(vote_ids)s::uuid [])
