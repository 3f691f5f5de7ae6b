-- INV-48: what is repaid together leaves the capital that the by-laws ask for, by the books from before it.

-- `capital` and `assets` are those of before, in minor units; without a by-law no part of the assets is asked for.
CREATE FUNCTION capital_test_passes(capital numeric, assets numeric, paid_out numeric, on_day date) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT
        (capital - paid_out) * coalesce(nullif(split_part(asked.floor, '/', 2), ''), '1')::numeric
        >= coalesce(nullif(split_part(asked.floor, '/', 1), ''), '0')::numeric * (assets - paid_out)
    FROM (SELECT coalesce(membership_bylaw('capital_floor_fraction', on_day) #>> '{}', '0/1') AS floor) AS asked
$$;

CREATE FUNCTION capital_is_left() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_ends AS ended
        INNER JOIN capital_redemptionrequest AS request
            ON request.cooperative_id = ended.cooperative_id AND request.id = ended.request_id
        INNER JOIN capital_shareclass AS own
            ON own.cooperative_id = request.cooperative_id AND own.id = request.class_id
        WHERE ended.outcome = 'paid'
        GROUP BY ended.cooperative_id, ended.act_id
        HAVING count(DISTINCT ended.net_worth_minor) <> 1
            OR count(DISTINCT ended.assets_minor) <> 1
            OR capital_test_passes(
                min(ended.net_worth_minor), min(ended.assets_minor),
                sum(ended.price_minor - request.quantity::numeric * own.par_minor + ended.paid_in_minor),
                min(ended.ended_on)
            ) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'INV-48: too little capital would be left' USING ERRCODE = 'RD048';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER capital_is_left AFTER INSERT ON capital_redemptionend
REFERENCING NEW TABLE AS new_ends
FOR EACH STATEMENT EXECUTE FUNCTION capital_is_left();
