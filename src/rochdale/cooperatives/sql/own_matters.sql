-- INV-28: an office does not serve for the matters of the person who holds it. The record of an act says under
-- which authority it was done; that of an office ends with the day since when it is held.
ALTER TABLE audit_act ADD CONSTRAINT cooperatives_act_own_matter CHECK (
    person_id IS NULL OR for_person_id IS NULL OR person_id <> for_person_id
    OR authority !~ ' since [0-9]{4}-[0-9]{2}-[0-9]{2}$'
);
