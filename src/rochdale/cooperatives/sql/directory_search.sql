-- How names of institutions are compared: lower case, without accents. It depends on nothing but its argument, so
-- that an index can keep the directory in this order.
CREATE FUNCTION cooperatives_folded(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(normalize(replace(replace(lower(name), 'œ', 'oe'), 'æ', 'ae'), nfkd), '[\u0300-\u036f]', '', 'g')
COLLATE "C";

CREATE INDEX cooperatives_cooperative_by_name ON cooperatives_cooperative (cooperatives_folded(name), slug);
