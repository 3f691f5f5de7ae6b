-- INV-129: what came back undelivered is a letter of a notice that went out by that way before, and was not given by
-- hand; once by each way, not before the meeting was called and not on a day that has not come.
CREATE FUNCTION assembly_bounce_holds(bounced assembly_noticebounce) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM assembly_noticeletter AS own
        INNER JOIN membership_letterdelivery AS delivery
            ON own.cooperative_id = delivery.cooperative_id AND own.letter_id = delivery.letter_id
        INNER JOIN audit_act AS act
            ON act.cooperative_id = own.cooperative_id AND act.id = bounced.act_id
        INNER JOIN assembly_notice AS notice
            ON own.cooperative_id = notice.cooperative_id AND own.notice_id = notice.id
        WHERE own.cooperative_id = bounced.cooperative_id AND own.letter_id = bounced.letter_id
            AND delivery.outcome = (CASE bounced.channel WHEN 'email' THEN 'sent' ELSE 'posted' END)
            AND bounced.came_on BETWEEN notice.called_on AND act.on_date
    ) AND NOT EXISTS (
        SELECT FROM assembly_noticehandover AS handed
        WHERE handed.cooperative_id = bounced.cooperative_id AND handed.letter_id = bounced.letter_id
            AND handed.at < bounced.at
    )
$$;

CREATE FUNCTION assembly_bounce_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF assembly_bounce_holds(new) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-129: this letter of a notice did not go out so, or was given by hand' USING ERRCODE = 'RD129';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER bounce_arrives BEFORE INSERT ON assembly_noticebounce
FOR EACH ROW EXECUTE FUNCTION assembly_bounce_arrives();
