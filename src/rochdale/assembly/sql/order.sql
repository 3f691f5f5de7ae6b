-- INV-112: a meeting of members opens on a frozen roll: nobody could be let in to vote before. The board and committees
-- have none.
CREATE FUNCTION assembly_opens_on_roll() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assembly_meeting AS meeting
        WHERE meeting.cooperative_id = new.cooperative_id AND meeting.id = new.meeting_id
            AND meeting.kind NOT IN ('board', 'committee')
    ) AND NOT EXISTS (
        SELECT FROM assembly_roll AS roll
        INNER JOIN assembly_rollfreeze AS frozen
            ON roll.cooperative_id = frozen.cooperative_id AND roll.id = frozen.roll_id
        WHERE roll.cooperative_id = new.cooperative_id AND roll.meeting_id = new.meeting_id
            AND frozen.frozen_at <= new.at
    ) THEN
        RAISE EXCEPTION 'INV-112: a meeting of members opens on a frozen roll' USING ERRCODE = 'RD112';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER opens_on_roll BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'opened') EXECUTE FUNCTION assembly_opens_on_roll();

-- INV-96 as before; the resolution is on the item itself, and holds: one that was annulled approves nothing.
CREATE OR REPLACE FUNCTION assembly_approves(of_cooperative uuid, of_version uuid, of_resolution uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_minutesversion AS own
        INNER JOIN assembly_meeting AS meeting
            ON own.cooperative_id = meeting.cooperative_id AND own.meeting_id = meeting.id
        INNER JOIN assembly_resolution AS decided
            ON decided.cooperative_id = own.cooperative_id AND decided.id = of_resolution
        INNER JOIN audit_act AS act ON decided.cooperative_id = act.cooperative_id AND decided.act_id = act.id
        INNER JOIN assembly_agendaitem AS item
            ON decided.cooperative_id = item.cooperative_id AND decided.item_id = item.id
        WHERE own.cooperative_id = of_cooperative AND own.id = of_version
            AND assembly_holds(decided.cooperative_id, decided.id)
            AND NOT assembly_resolution_is_of_motion(decided.cooperative_id, decided.id)
            AND item.kind = 'minutes'
            AND own.version = assembly_minutes_standing(own.cooperative_id, own.meeting_id, act.at)
            AND decided.meeting_id <> own.meeting_id
            AND (
                SELECT min(step.at) FROM assembly_meetingstep AS step
                WHERE step.cooperative_id = decided.cooperative_id AND step.meeting_id = decided.meeting_id
                    AND step.kind = 'opened'
            ) >= (
                SELECT max(step.at) FROM assembly_meetingstep AS step
                WHERE step.cooperative_id = own.cooperative_id AND step.meeting_id = own.meeting_id
                    AND step.kind = 'closed'
            )
            AND coalesce((decided.effect_facts ->> 'minutes_of')::integer, meeting.number) = meeting.number
            AND coalesce((decided.effect_facts ->> 'version')::integer, own.version) = own.version
    )
$$;
