-- The lines of a roll that is drawn, one array for each column; the reasons of a line are parted by commas.
INSERT INTO assembly_rollline (
    cooperative_id, roll_id, meeting_id, place, id, member_id, number, person_id, voter_id, reasons, weight,
    members_counted, mandate_id
)
SELECT
    %(cooperative_id)s,
    %(roll_id)s,
    %(meeting_id)s,
    line.place,
    line.id,
    line.member_id,
    line.number,
    line.person_id,
    line.voter_id,
    string_to_array(line.reasons, ','),
    line.weight,
    line.members_counted,
    line.mandate_id
FROM unnest(
    %(id)s::uuid [], %(member_id)s::uuid [], %(number)s::bigint [], %(person_id)s::uuid [], %(voter_id)s::uuid [],
    %(reasons)s::text [], %(weight)s::integer [], %(members_counted)s::integer [],
    %(mandate_id)s::uuid []
) WITH ORDINALITY AS line (
    id, member_id, number, person_id, voter_id, reasons, weight, members_counted, mandate_id, place
)
