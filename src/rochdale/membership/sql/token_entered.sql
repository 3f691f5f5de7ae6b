-- The person as whom a program enters the current cooperative by a token, if its door is still open, and what the
-- token may do: offices count while the second factor by which it was made is one of the sign-in.
SELECT
    token.id,
    token.sign_in_id,
    token.permissions,
    token.is_own,
    token.last_used_at,
    person.id,
    person.given_names,
    person.family_name,
    line.id,
    line.number,
    line.member_class,
    line.joined_on,
    EXISTS (
        SELECT 1 FROM mfa_authenticator AS factor
        WHERE factor.user_id = token.sign_in_id AND factor.id = token.authenticator_id
    ) AS second_factor
FROM membership_accesstoken AS token
INNER JOIN membership_door AS door
    ON token.cooperative_id = door.cooperative_id AND token.sign_in_id = door.sign_in_id
        AND token.person_id = door.person_id
INNER JOIN membership_signin AS owner ON token.sign_in_id = owner.id AND owner.is_active
INNER JOIN membership_person AS person
    ON door.cooperative_id = person.cooperative_id AND door.person_id = person.id
LEFT JOIN membership_member AS line
    ON person.cooperative_id = line.cooperative_id AND person.id = line.person_id AND line.left_on IS NULL
WHERE token.cooperative_id = tenancy_current() AND token.token_hash = %(token_hash)s
    AND token.revoked_at IS NULL AND token.expires_at > %(at)s
