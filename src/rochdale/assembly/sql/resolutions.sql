-- INV-91: whether a resolution is adopted follows from its figures alone, in whole numbers.
CREATE FUNCTION assembly_is_adopted(resolution assembly_resolution) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    WITH counted AS (
        SELECT
            resolution.yes::bigint AS yes,
            CASE resolution.basis
                WHEN 'cast' THEN resolution.yes::bigint + resolution.no
                WHEN 'present' THEN resolution.present
                ELSE resolution.entitled
            END AS whole
    ),
    -- The chair's further vote, where yes and no are equal and somebody voted.
    tried AS (
        SELECT
            counted.yes,
            counted.whole
        FROM counted
        UNION ALL
        SELECT
            counted.yes + 1,
            counted.whole + CASE WHEN resolution.basis = 'cast' THEN 1 ELSE 0 END
        FROM counted
        WHERE resolution.casting_vote = 'yes' AND resolution.yes = resolution.no AND resolution.yes > 0
    )
    SELECT bool_or(
        tried.yes > 0
        AND CASE
            WHEN resolution.is_exceeded
                THEN tried.yes * resolution.part_denominator > tried.whole * resolution.part_numerator
            ELSE tried.yes * resolution.part_denominator >= tried.whole * resolution.part_numerator
        END
    )
    FROM tried
$$;

CREATE FUNCTION assembly_resolution_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.cooperative_id::text, 91));
    IF new.is_adopted IS DISTINCT FROM assembly_is_adopted(new)
        OR new.yes::bigint + new.no + new.abstain + new.blank + new.spoilt > new.present
    THEN
        RAISE EXCEPTION 'INV-91: a resolution says what its figures say' USING ERRCODE = 'RD091';
    END IF;
    IF new.number <> 1 + coalesce(
        (SELECT max(known.number) FROM assembly_resolution AS known WHERE known.cooperative_id = new.cooperative_id), 0
    ) THEN
        RAISE EXCEPTION 'INV-91: resolutions are numbered without a gap' USING ERRCODE = 'RD091';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER resolution_arrives BEFORE INSERT ON assembly_resolution
FOR EACH ROW EXECUTE FUNCTION assembly_resolution_arrives();
