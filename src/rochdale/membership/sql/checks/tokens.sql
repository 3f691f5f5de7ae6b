-- Tokens that no recorded act of their person made, that carry offices without a second factor, last too long, or were
-- revoked by no act.
SELECT
    token.id,
    token.person_id,
    token.made_at,
    token.expires_at,
    token.revoked_at
FROM membership_accesstoken AS token
LEFT JOIN audit_act AS made ON token.cooperative_id = made.cooperative_id AND token.act_id = made.id
LEFT JOIN audit_act AS ended ON token.cooperative_id = ended.cooperative_id AND token.revoked_act_id = ended.id
WHERE
    token.cooperative_id = tenancy_current()
    AND (
        made.person_id IS DISTINCT FROM token.person_id
        OR made.verb IS DISTINCT FROM 'membership.make_token'
        OR (cardinality(token.permissions) > 0 AND token.authenticator_id IS NULL)
        OR token.expires_at > token.made_at + interval '366 days'
        OR octet_length(token.token_hash) <> 32
        OR (token.revoked_at IS NOT NULL AND coalesce(ended.verb, '') NOT IN (
            'membership.revoke_token', 'membership.take_sign_in_away'
        ))
    )
