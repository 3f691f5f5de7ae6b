-- INV-97: a requisition is signed once by each member, and counts once the number of the by-laws is reached; the
-- meeting that is called on it treats its matters and no other.

CREATE FUNCTION assembly_signature_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.requisition_id::text, 97));
    IF NOT EXISTS (
        SELECT FROM membership_member AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.id = new.member_id
            AND line.joined_on <= new.signed_on AND (line.left_on > new.signed_on) IS NOT FALSE
    ) OR EXISTS (
        SELECT FROM assembly_requisitionmeeting AS called
        WHERE called.cooperative_id = new.cooperative_id AND called.requisition_id = new.requisition_id
    ) THEN
        RAISE EXCEPTION 'INV-97: a requisition is signed by members, until a meeting is drafted on it'
            USING ERRCODE = 'RD097';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER signature_arrives BEFORE INSERT ON assembly_requisitionsignature
FOR EACH ROW EXECUTE FUNCTION assembly_signature_arrives();

-- How many of `members` must sign under a version of the by-laws: the lower of the two figures that they state.
CREATE FUNCTION assembly_signatures_needed(of_cooperative uuid, of_version integer, members integer) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT least(
        assembly_bylaw_number(of_cooperative, of_version, 'requisition_members'),
        (
            SELECT ceil(
                members * split_part(stated.value #>> '{}', '/', 1)::numeric
                / split_part(stated.value #>> '{}', '/', 2)::numeric
            )::integer
            FROM cooperatives_bylawvalue AS stated
            WHERE stated.cooperative_id = of_cooperative AND stated.version <= of_version
                AND stated.name = 'requisition_fraction'
            ORDER BY stated.version DESC LIMIT 1
        )
    )
$$;

CREATE FUNCTION assembly_requisition_is_reached(reached assembly_requisitionreached) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        reached.signatures >= reached.needed
        AND reached.needed
        = assembly_signatures_needed(reached.cooperative_id, reached.bylaw_version, reached.members)
        AND reached.call_by IS NOT DISTINCT FROM reached.reached_on + assembly_bylaw_number(
            reached.cooperative_id, reached.bylaw_version, 'requisition_call_within_days'
        )
        AND reached.signatures <= (
            SELECT count(*) FROM assembly_requisitionsignature AS own
            WHERE own.cooperative_id = reached.cooperative_id AND own.requisition_id = reached.requisition_id
        )
$$;

CREATE FUNCTION assembly_reached_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_requisition_is_reached(new) IS NOT TRUE OR new.members <> (
        SELECT count(*) FROM membership_member AS line
        WHERE line.cooperative_id = new.cooperative_id AND line.joined_on <= new.reached_on
            AND (line.left_on > new.reached_on) IS NOT FALSE
    ) THEN
        RAISE EXCEPTION 'INV-97: not enough members signed this requisition' USING ERRCODE = 'RD097';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER reached_arrives BEFORE INSERT ON assembly_requisitionreached
FOR EACH ROW EXECUTE FUNCTION assembly_reached_arrives();

CREATE FUNCTION assembly_requisition_meets() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.requisition_id::text, 97));
    IF NOT EXISTS (
        SELECT FROM assembly_requisitionreached AS reached
        WHERE reached.cooperative_id = new.cooperative_id AND reached.requisition_id = new.requisition_id
    ) OR EXISTS (
        SELECT FROM assembly_requisitionmeeting AS earlier
        WHERE earlier.cooperative_id = new.cooperative_id AND earlier.requisition_id = new.requisition_id
            AND assembly_stands(earlier.cooperative_id, earlier.meeting_id) IS DISTINCT FROM 'cancelled'
    ) OR NOT EXISTS (
        SELECT FROM assembly_meeting AS known
        WHERE known.cooperative_id = new.cooperative_id AND known.id = new.meeting_id
            AND known.kind = 'special' AND known.ground = 'requisition'
    ) THEN
        RAISE EXCEPTION 'INV-97: one special meeting is drafted on a requisition that was reached'
            USING ERRCODE = 'RD097';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER requisition_meets BEFORE INSERT ON assembly_requisitionmeeting
FOR EACH ROW EXECUTE FUNCTION assembly_requisition_meets();

-- Whether a plan treats the matters of a requisition and no other: each once, in its own words.
CREATE FUNCTION assembly_treats_matters(of_cooperative uuid, of_meeting uuid, of_plan uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(bool_and(
        (
            SELECT array_agg(item.titles ->> asked.language ORDER BY item.titles ->> asked.language)
            FROM assembly_agendaitem AS item
            WHERE item.cooperative_id = of_cooperative AND item.version_id = of_plan
                AND item.kind NOT IN ('opening', 'closing')
        ) IS NOT DISTINCT FROM (
            SELECT array_agg(matter.words ORDER BY matter.words) FROM unnest(asked.matters) AS matter (words)
        )
    ), true)
    FROM assembly_requisitionmeeting AS own
    INNER JOIN assembly_requisition AS asked
        ON own.cooperative_id = asked.cooperative_id AND own.requisition_id = asked.id
    WHERE own.cooperative_id = of_cooperative AND own.meeting_id = of_meeting
$$;

CREATE FUNCTION assembly_step_treats_matters() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT assembly_treats_matters(new.cooperative_id, new.meeting_id, (
        SELECT plan.id FROM assembly_meetingversion AS plan
        WHERE plan.cooperative_id = new.cooperative_id AND plan.meeting_id = new.meeting_id
        ORDER BY plan.version DESC LIMIT 1
    )) THEN
        RAISE EXCEPTION 'INV-97: a meeting that members required treats their matters and no other'
            USING ERRCODE = 'RD097';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_treats_matters BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'called') EXECUTE FUNCTION assembly_step_treats_matters();
