-- INV-95: versions of minutes that are not what was signed, out of number, that correct another than they say, or that
-- no act of theirs wrote; and signatures of who was not named for it.
SELECT
    own.meeting_id,
    own.version
FROM assembly_minutesversion AS own
LEFT JOIN audit_act AS act
    ON own.cooperative_id = act.cooperative_id AND own.act_id = act.id
WHERE
    own.cooperative_id = tenancy_current()
    AND (
        own.hash IS DISTINCT FROM assembly_minutes_hash(own.content)
        OR own.version > (
            SELECT count(*) FROM assembly_minutesversion AS known
            WHERE known.cooperative_id = own.cooperative_id AND known.meeting_id = own.meeting_id
        )
        OR act.subject_id IS DISTINCT FROM own.id
        OR own.corrects IS DISTINCT FROM (
            SELECT max(known.version) FROM assembly_minutesversion AS known
            WHERE
                known.cooperative_id = own.cooperative_id
                AND known.meeting_id = own.meeting_id
                AND known.version < own.version
                AND assembly_minutes_signed(known.cooperative_id, known.id, 'infinity')
        )
        OR EXISTS (
            SELECT FROM assembly_minutessignature AS signature
            WHERE
                signature.cooperative_id = own.cooperative_id
                AND signature.version_id = own.id
                AND (
                    NOT assembly_signature_holds(signature)
                    OR signature.at < own.at
                    OR position('{complete}' IN own.content) > 0
                )
        )
    )
