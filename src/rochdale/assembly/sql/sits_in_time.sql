-- INV-125: a meeting opens on the day of its first sitting that was not held, or later, where the cooperative is; and
-- it goes on, after an adjournment, on a day on which it sat.

-- Whether a meeting may be opened on a day, by the sittings that were called before a step. A sitting was held once the
-- meeting was opened on its day or later; where none is left the meeting goes on when it likes.
CREATE FUNCTION assembly_may_sit(
    of_cooperative uuid, of_meeting uuid, before_place integer, on_day date
) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(on_day >= min(planned.day) OR on_day IS NOT DISTINCT FROM min(sat.last_day), TRUE)
    FROM (
        SELECT max(step.on_date) AS last_day
        FROM assembly_meetingstep AS step
        WHERE step.cooperative_id = of_cooperative AND step.meeting_id = of_meeting
            AND step.kind = 'opened' AND step.place < before_place AND step.place > (
                SELECT max(called.place) FROM assembly_meetingstep AS called
                WHERE called.cooperative_id = of_cooperative AND called.meeting_id = of_meeting
                    AND called.kind = 'called' AND called.place < before_place
            )
    ) AS sat
    LEFT JOIN (
        SELECT (sitting.starts_at AT TIME ZONE own.time_zone)::date AS day
        FROM assembly_sitting AS sitting
        INNER JOIN cooperatives_cooperative AS own ON sitting.cooperative_id = own.id
        WHERE sitting.cooperative_id = of_cooperative
            AND sitting.version_id = (assembly_called_version(of_cooperative, of_meeting, before_place)).id
    ) AS planned ON planned.day > sat.last_day OR sat.last_day IS NULL
$$;

CREATE FUNCTION assembly_step_sits_in_time() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_may_sit(new.cooperative_id, new.meeting_id, new.place, new.on_date) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-125: a meeting opens on the day of its sitting' USING ERRCODE = 'RD125';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER step_sits_in_time BEFORE INSERT ON assembly_meetingstep
FOR EACH ROW WHEN (new.kind = 'opened') EXECUTE FUNCTION assembly_step_sits_in_time();
