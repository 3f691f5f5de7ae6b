-- INV-122: by-laws are amended by the special majority alone (rule Q-31): no meeting of members is called with an item
-- that amends them by another, and no amendment takes effect that was decided by another.

-- What a version of the by-laws says of a word, a fraction or a yes; null where it says nothing.
CREATE FUNCTION assembly_bylaw_text(of_cooperative uuid, of_version integer, of_name text) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT stated.value #>> '{}' FROM cooperatives_bylawvalue AS stated
    WHERE stated.cooperative_id = of_cooperative AND stated.version <= of_version AND stated.name = of_name
    ORDER BY stated.version DESC LIMIT 1
$$;

-- Whether a resolution was decided by the special majority of its by-laws, or by a harder one. Where they are silent it
-- is two thirds of the votes cast.
CREATE FUNCTION assembly_decided_specially(decided assembly_resolution) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        decided.majority = 'special'
        AND decided.part_numerator * asked.denominator >= asked.numerator * decided.part_denominator
        AND (
            decided.is_exceeded OR NOT asked.is_exceeded
            OR decided.part_numerator * asked.denominator > asked.numerator * decided.part_denominator
        )
        AND array_position(ARRAY['cast', 'present', 'entitled'], decided.basis)
        >= array_position(ARRAY['cast', 'present', 'all'], asked.basis)
    FROM (
        SELECT
            split_part(said.part, '/', 1)::bigint AS numerator,
            coalesce(nullif(split_part(said.part, '/', 2), ''), '1')::bigint AS denominator,
            said.basis,
            said.is_exceeded
        FROM (
            SELECT
                coalesce(assembly_bylaw_text(own.id, version.number, 'special_majority_fraction'), '2/3') AS part,
                coalesce(assembly_bylaw_text(own.id, version.number, 'special_majority_basis'), 'cast') AS basis,
                coalesce(
                    assembly_bylaw_text(own.id, version.number, 'special_majority_exceeded')::boolean, FALSE
                ) AS is_exceeded
            FROM (SELECT decided.cooperative_id AS id) AS own, (SELECT decided.bylaw_version AS number) AS version
        ) AS said
    ) AS asked
$$;

-- Items of a plan that amend the by-laws by another majority.
CREATE FUNCTION assembly_plans_unspecial(of_cooperative uuid, of_version uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_agendaitem AS item
        INNER JOIN assembly_meetingversion AS plan
            ON item.cooperative_id = plan.cooperative_id AND item.version_id = plan.id
        INNER JOIN assembly_meeting AS known
            ON plan.cooperative_id = known.cooperative_id AND plan.meeting_id = known.id
        WHERE item.cooperative_id = of_cooperative AND item.version_id = of_version AND item.majority <> 'special'
            AND (item.kind = 'bylaw' OR item.effect = 'amend_bylaw')
            AND known.kind NOT IN ('board', 'committee')
    )
$$;

CREATE FUNCTION assembly_notice_amends_specially() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_plans_unspecial(new.cooperative_id, new.version_id) THEN
        RAISE EXCEPTION 'INV-122: by-laws are amended by the special majority' USING ERRCODE = 'RD122';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER notice_amends_specially BEFORE INSERT ON assembly_notice
FOR EACH ROW EXECUTE FUNCTION assembly_notice_amends_specially();

CREATE FUNCTION assembly_effect_is_special() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT assembly_decided_specially(decided) FROM assembly_resolution AS decided
        WHERE decided.cooperative_id = new.cooperative_id AND decided.id = new.resolution_id
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-122: by-laws are amended by the special majority' USING ERRCODE = 'RD122';
    END IF;
    RETURN new;
END $$;

-- After the triggers that say whether there is such a resolution at all: those of one moment go by their names.
CREATE TRIGGER effect_is_special BEFORE INSERT ON assembly_effectrun
FOR EACH ROW WHEN (new.kind = 'amend_bylaw') EXECUTE FUNCTION assembly_effect_is_special();
