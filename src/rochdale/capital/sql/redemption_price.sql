-- INV-80: shares are repaid at no more than losses allow: par, or the part of the net worth that stands behind it.

CREATE FUNCTION capital_price_is_allowed(
    price numeric, worth numeric, paid_in numeric, net_worth numeric, outstanding numeric, basis text
) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT
        price BETWEEN 0 AND worth
        AND paid_in BETWEEN 0 AND worth
        AND (basis = 'par' OR outstanding <= 0
            OR (price - (worth - paid_in)) * outstanding <= paid_in * greatest(net_worth, 0))
$$;

CREATE FUNCTION capital_redemption_is_priced() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF (
        SELECT capital_price_is_allowed(
            new.price_minor, request.quantity::numeric * own.par_minor, new.paid_in_minor, new.net_worth_minor,
            new.outstanding_minor,
            coalesce(membership_bylaw('share_repayment_price_basis', new.ended_on) #>> '{}', 'net_worth')
        )
        FROM capital_redemptionrequest AS request
        INNER JOIN capital_shareclass AS own
            ON own.cooperative_id = request.cooperative_id AND own.id = request.class_id
        WHERE request.cooperative_id = new.cooperative_id AND request.id = new.request_id
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'INV-80: losses do not allow this price' USING ERRCODE = 'RD080';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER price_is_allowed BEFORE INSERT ON capital_redemptionend
FOR EACH ROW WHEN (new.outcome = 'paid') EXECUTE FUNCTION capital_redemption_is_priced();
