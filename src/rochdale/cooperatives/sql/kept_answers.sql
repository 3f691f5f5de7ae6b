-- INV-78: an answer stands under its key as it was given, and is removed only when its time has come.
CREATE FUNCTION cooperatives_answer_stays() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF tg_op = 'DELETE' AND old.kept_until <= statement_timestamp() THEN
        RETURN old;
    END IF;
    RAISE EXCEPTION 'INV-78: the answer to a request stands until its time has come' USING ERRCODE = 'RD078';
END $$;

CREATE TRIGGER answer_stays BEFORE UPDATE OR DELETE ON cooperatives_keptanswer
FOR EACH ROW EXECUTE FUNCTION cooperatives_answer_stays();

ALTER TABLE cooperatives_keptanswer ADD CONSTRAINT cooperatives_keptanswer_hash
CHECK (octet_length(request_hash) = 32);
