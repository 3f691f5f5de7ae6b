-- INV-129: letters that are said to have come back, and were no letters of a notice, did not go out so, or were given
-- by hand before.
SELECT
    bounced.letter_id,
    bounced.channel
FROM assembly_noticebounce AS bounced
WHERE
    bounced.cooperative_id = tenancy_current()
    AND assembly_bounce_holds(bounced) IS NOT TRUE
