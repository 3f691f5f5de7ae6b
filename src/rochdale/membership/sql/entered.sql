-- The person behind the door of a sign-in into the current cooperative, the present membership, and whether one of
-- the second factors that the session has shown is still one of the sign-in.
SELECT
    person.id,
    person.given_names,
    person.family_name,
    line.id,
    line.number,
    line.member_class,
    line.joined_on,
    EXISTS (
        SELECT 1 FROM mfa_authenticator AS factor
        WHERE factor.user_id = door.sign_in_id AND factor.id = ANY(%(authenticator_ids)s::bigint[])
    ) AS second_factor
FROM membership_door AS door
INNER JOIN membership_person AS person
    ON door.cooperative_id = person.cooperative_id AND door.person_id = person.id
LEFT JOIN membership_member AS line
    ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id AND line.left_on IS NULL
WHERE door.cooperative_id = tenancy_current() AND door.sign_in_id = %(sign_in_id)s
