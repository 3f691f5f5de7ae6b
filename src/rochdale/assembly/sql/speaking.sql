-- INV-111: on the floor one item is treated at a time and one person speaks at a time, and that is who is next by the
-- rule of queries/speaking_rules.py: points of order first, then who spoke least on the item, then who spoke least in
-- the meeting, then who asked first.

-- The item that is treated now; null between items.
CREATE FUNCTION assembly_item_treated(of_cooperative uuid, of_meeting uuid) RETURNS uuid
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN event.kind = 'item_begun' THEN event.item_id END
    FROM assembly_floorevent AS event
    WHERE event.cooperative_id = of_cooperative AND event.meeting_id = of_meeting
        AND event.kind IN ('item_begun', 'item_ended')
    ORDER BY event.place DESC LIMIT 1
$$;

-- The request whose turn it is; null where nobody speaks.
CREATE FUNCTION assembly_speaking(of_cooperative uuid, of_meeting uuid) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN event.kind = 'begun' THEN event.asked END
    FROM assembly_floorevent AS event
    WHERE event.cooperative_id = of_cooperative AND event.meeting_id = of_meeting
        AND event.kind IN ('begun', 'ended')
    ORDER BY event.place DESC LIMIT 1
$$;

-- Who waits to speak, the next first.
CREATE FUNCTION assembly_waiting(of_cooperative uuid, of_meeting uuid) RETURNS TABLE (
    asked integer, person_id uuid, is_point boolean, turns bigint, turns_in_meeting bigint
)
LANGUAGE sql STABLE
AS $$
    WITH turns AS (
        SELECT
            request.person_id,
            count(*) FILTER (
                WHERE request.item_id = assembly_item_treated(of_cooperative, of_meeting)
            ) AS on_item,
            count(*) AS in_meeting
        FROM assembly_floorevent AS begun
        INNER JOIN assembly_floorevent AS request
            ON begun.cooperative_id = request.cooperative_id AND begun.meeting_id = request.meeting_id
                AND begun.asked = request.place
        WHERE begun.cooperative_id = of_cooperative AND begun.meeting_id = of_meeting
            AND begun.kind = 'begun' AND NOT request.is_point
        GROUP BY request.person_id
    )
    SELECT
        request.place,
        request.person_id,
        request.is_point,
        coalesce(turns.on_item, 0),
        coalesce(turns.in_meeting, 0)
    FROM assembly_floorevent AS request
    LEFT JOIN turns ON request.person_id = turns.person_id
    WHERE request.cooperative_id = of_cooperative AND request.meeting_id = of_meeting
        AND request.kind = 'asked'
        AND (request.is_point OR request.item_id = assembly_item_treated(of_cooperative, of_meeting))
        AND NOT EXISTS (
            SELECT FROM assembly_floorevent AS later
            WHERE later.cooperative_id = request.cooperative_id AND later.meeting_id = request.meeting_id
                AND later.asked = request.place
        )
    ORDER BY
        request.is_point DESC,
        CASE WHEN request.is_point THEN 0 ELSE coalesce(turns.on_item, 0) END,
        CASE WHEN request.is_point THEN 0 ELSE coalesce(turns.in_meeting, 0) END,
        request.place
$$;

CREATE FUNCTION assembly_list_is_closed(of_cooperative uuid, of_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce((
        SELECT event.kind = 'list_closed'
        FROM assembly_floorevent AS event
        WHERE event.cooperative_id = of_cooperative AND event.meeting_id = of_meeting
            AND event.kind IN ('item_begun', 'list_closed', 'list_opened')
        ORDER BY event.place DESC LIMIT 1
    ), FALSE)
$$;

CREATE FUNCTION assembly_floor_event_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before assembly_floorevent;
    treated uuid;
    speaking integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(new.meeting_id::text, 111));
    SELECT * INTO before FROM assembly_floorevent AS event
    WHERE event.cooperative_id = new.cooperative_id AND event.meeting_id = new.meeting_id
    ORDER BY event.place DESC LIMIT 1;
    treated := assembly_item_treated(new.cooperative_id, new.meeting_id);
    speaking := assembly_speaking(new.cooperative_id, new.meeting_id);
    IF assembly_stands(new.cooperative_id, new.meeting_id) IS DISTINCT FROM 'opened'
        OR new.place <> coalesce(before.place, 0) + 1
        OR new.at < before.at
        OR (CASE new.kind
            WHEN 'item_begun' THEN treated IS NULL AND EXISTS (
                SELECT FROM assembly_agendaitem AS item
                INNER JOIN assembly_meetingversion AS version
                    ON item.cooperative_id = version.cooperative_id AND item.version_id = version.id
                WHERE item.cooperative_id = new.cooperative_id AND item.id = new.item_id
                    AND version.meeting_id = new.meeting_id
            )
            WHEN 'item_ended' THEN treated = new.item_id AND speaking IS NULL
            WHEN 'list_closed' THEN treated = new.item_id
                AND NOT assembly_list_is_closed(new.cooperative_id, new.meeting_id)
            WHEN 'list_opened' THEN treated = new.item_id
                AND assembly_list_is_closed(new.cooperative_id, new.meeting_id)
            WHEN 'asked' THEN new.item_id IS NOT DISTINCT FROM treated
                AND (new.is_point OR (
                    treated IS NOT NULL AND NOT assembly_list_is_closed(new.cooperative_id, new.meeting_id)
                ))
                AND NOT EXISTS (
                    SELECT FROM assembly_waiting(new.cooperative_id, new.meeting_id) AS waiting
                    WHERE waiting.person_id = new.person_id AND waiting.is_point = new.is_point
                )
                AND (
                    SELECT known.kind = 'arrived' AND known.role IN ('voter', 'guest_with_voice')
                    FROM assembly_presence AS known
                    WHERE known.cooperative_id = new.cooperative_id AND known.meeting_id = new.meeting_id
                        AND known.person_id = new.person_id
                    ORDER BY known.place DESC LIMIT 1
                )
            WHEN 'begun' THEN speaking IS NULL AND new.asked = (
                SELECT waiting.asked FROM assembly_waiting(new.cooperative_id, new.meeting_id) AS waiting LIMIT 1
            )
            WHEN 'ended' THEN speaking = new.asked
            ELSE new.asked IN (
                SELECT waiting.asked FROM assembly_waiting(new.cooperative_id, new.meeting_id) AS waiting
            )
        END) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'INV-111: this does not follow what happened on the floor' USING ERRCODE = 'RD111';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER floor_event_arrives BEFORE INSERT ON assembly_floorevent
FOR EACH ROW EXECUTE FUNCTION assembly_floor_event_arrives();

-- The chair rules on points of order, once each.
CREATE FUNCTION assembly_ruling_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assembly_floorevent AS request
        INNER JOIN assembly_floorevent AS begun
            ON request.cooperative_id = begun.cooperative_id AND request.meeting_id = begun.meeting_id
                AND request.place = begun.asked AND begun.kind = 'begun'
        WHERE request.cooperative_id = new.cooperative_id AND request.id = new.event_id AND request.is_point
    ) THEN
        RAISE EXCEPTION 'INV-111: a ruling is on a point of order that was heard' USING ERRCODE = 'RD111';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ruling_arrives BEFORE INSERT ON assembly_ruling
FOR EACH ROW EXECUTE FUNCTION assembly_ruling_arrives();
