-- Lines of an older register, one array for each column; those that had ended come with their end.
INSERT INTO membership_member (
    cooperative_id, act_id, joining_cause, id, person_id, number, member_class, joined_on, left_on, left_act_id
)
SELECT
    %(cooperative_id)s,
    %(act_id)s,
    'taken_over',
    line.*
FROM unnest(
    %(id)s::uuid [], %(person_id)s::uuid [], %(number)s::bigint [], %(member_class)s::text [],
    %(joined_on)s::date [], %(left_on)s::date [], %(left_act_id)s::uuid []
) AS line
