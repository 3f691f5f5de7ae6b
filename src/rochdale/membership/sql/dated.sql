-- The dated register: versions are written once, and what stands in the person's and the member's row is today's.

-- The day that counts as today for the versions of somebody: the business date, or a later day on which an act
-- already wrote one.
CREATE FUNCTION membership_person_today(own_id uuid, known_id uuid) RETURNS membership_personversion
LANGUAGE sql STABLE
AS $$
    SELECT version FROM membership_personversion AS version
    WHERE version.cooperative_id = own_id AND version.person_id = known_id
        AND version.effective_from <= greatest(
            (SELECT business_date FROM cooperatives_cooperative WHERE id = own_id),
            (
                SELECT max(known.recorded_on) FROM membership_personversion AS known
                WHERE known.cooperative_id = own_id AND known.person_id = known_id
            )
        )
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
$$;

CREATE FUNCTION membership_line_today(own_id uuid, line_id uuid) RETURNS membership_memberversion
LANGUAGE sql STABLE
AS $$
    SELECT version FROM membership_memberversion AS version
    WHERE version.cooperative_id = own_id AND version.member_id = line_id
        AND version.effective_from <= greatest(
            (SELECT business_date FROM cooperatives_cooperative WHERE id = own_id),
            (
                SELECT max(known.recorded_on) FROM membership_memberversion AS known
                WHERE known.cooperative_id = own_id AND known.member_id = line_id
            ),
            (
                SELECT known.effective_from FROM membership_memberversion AS known
                WHERE known.cooperative_id = own_id AND known.member_id = line_id AND known.place = 1
            )
        )
    ORDER BY version.effective_from DESC, version.place DESC
    LIMIT 1
$$;

-- INV-70, INV-77: the first version comes with the person, whoever writes the person.
CREATE FUNCTION membership_persons_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO membership_personversion (
        cooperative_id, person_id, place, recorded_at, recorded_on, effective_from, changed, is_carried, reason,
        act_id, given_names, family_name, sorting_name, birth_date, sex, language, email, telephone, street, town,
        postal_code
    )
    SELECT
        person.cooperative_id, person.id, 1, person.recorded_at,
        coalesce(person.recorded_on, own.business_date), '0001-01-01', '{}', FALSE, '',
        person.act_id, person.given_names, person.family_name, person.sorting_name, person.birth_date, person.sex,
        person.language, person.email, person.telephone, person.street, person.town, person.postal_code
    FROM new_persons AS person
    INNER JOIN cooperatives_cooperative AS own ON own.id = person.cooperative_id;
    RETURN NULL;
END $$;

CREATE TRIGGER persons_arrive AFTER INSERT ON membership_person
REFERENCING NEW TABLE AS new_persons
FOR EACH STATEMENT EXECUTE FUNCTION membership_persons_arrive();

CREATE FUNCTION membership_lines_arrive() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO membership_memberversion (
        cooperative_id, member_id, place, recorded_at, recorded_on, effective_from, changed, is_carried, reason,
        act_id, member_class, bond_ground, out_of_bond_since
    )
    SELECT
        line.cooperative_id, line.id, 1, act.at, act.on_date, line.joined_on, '{}', FALSE, '',
        line.act_id, line.member_class, line.bond_ground, line.out_of_bond_since
    FROM new_lines AS line
    INNER JOIN audit_act AS act ON act.cooperative_id = line.cooperative_id AND act.id = line.act_id;
    RETURN NULL;
END $$;

CREATE TRIGGER lines_arrive AFTER INSERT ON membership_member
REFERENCING NEW TABLE AS new_lines
FOR EACH STATEMENT EXECUTE FUNCTION membership_lines_arrive();

-- INV-70: the rows of these persons as their versions say they stand today. Called by triggers that run as the owner:
-- the application may not write these columns.
CREATE FUNCTION membership_persons_in_step(own_id uuid, person_ids uuid[]) RETURNS void
LANGUAGE sql
AS $$
    UPDATE membership_person AS person
    SET
        given_names = today.given_names, family_name = today.family_name, sorting_name = today.sorting_name,
        birth_date = today.birth_date, sex = today.sex, language = today.language, email = today.email,
        telephone = today.telephone, street = today.street, town = today.town, postal_code = today.postal_code,
        source_key = CASE WHEN today.blanked_act_id IS NULL THEN person.source_key ELSE '' END,
        blanked_act_id = today.blanked_act_id
    FROM unnest(person_ids) AS touched (id)
    CROSS JOIN LATERAL membership_person_today(own_id, touched.id) AS today
    WHERE person.cooperative_id = own_id AND person.id = touched.id
        AND (
            person.given_names, person.family_name, person.sorting_name, person.birth_date, person.sex,
            person.language, person.email, person.telephone, person.street, person.town, person.postal_code,
            person.source_key, person.blanked_act_id
        ) IS DISTINCT FROM (
            today.given_names, today.family_name, today.sorting_name, today.birth_date, today.sex, today.language,
            today.email, today.telephone, today.street, today.town, today.postal_code,
            CASE WHEN today.blanked_act_id IS NULL THEN person.source_key ELSE '' END, today.blanked_act_id
        )
$$;

CREATE FUNCTION membership_lines_in_step(own_id uuid, line_ids uuid[]) RETURNS void
LANGUAGE sql
AS $$
    UPDATE membership_member AS line
    SET
        member_class = today.member_class, bond_ground = today.bond_ground,
        out_of_bond_since = today.out_of_bond_since
    FROM unnest(line_ids) AS touched (id)
    CROSS JOIN LATERAL membership_line_today(own_id, touched.id) AS today
    WHERE line.cooperative_id = own_id AND line.id = touched.id
        AND (line.member_class, line.bond_ground, line.out_of_bond_since)
        IS DISTINCT FROM (today.member_class, today.bond_ground, today.out_of_bond_since)
$$;

-- INV-77: versions count from 1 without a gap, as they were recorded; then what stands today is brought in step.
CREATE FUNCTION membership_person_versions_arrive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_versions AS arrived
        WHERE arrived.place > 1 AND NOT EXISTS (
            SELECT FROM membership_personversion AS before
            WHERE before.cooperative_id = arrived.cooperative_id AND before.person_id = arrived.person_id
                AND before.place = arrived.place - 1 AND before.recorded_at <= arrived.recorded_at
                AND before.blanked_act_id IS NULL
        )
    ) THEN
        RAISE EXCEPTION 'INV-77: this version does not follow the last one' USING ERRCODE = 'RD077';
    END IF;
    PERFORM membership_persons_in_step(touched.cooperative_id, array_agg(DISTINCT touched.person_id))
    FROM new_versions AS touched WHERE touched.place > 1 GROUP BY touched.cooperative_id;
    RETURN NULL;
END $$;

CREATE TRIGGER versions_arrive AFTER INSERT ON membership_personversion
REFERENCING NEW TABLE AS new_versions
FOR EACH STATEMENT EXECUTE FUNCTION membership_person_versions_arrive();

CREATE FUNCTION membership_line_versions_arrive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_versions AS arrived
        WHERE arrived.place > 1 AND NOT EXISTS (
            SELECT FROM membership_memberversion AS before
            INNER JOIN membership_memberversion AS first
                ON first.cooperative_id = before.cooperative_id AND first.member_id = before.member_id
                AND first.place = 1
            WHERE before.cooperative_id = arrived.cooperative_id AND before.member_id = arrived.member_id
                AND before.place = arrived.place - 1 AND before.recorded_at <= arrived.recorded_at
                AND arrived.effective_from >= first.effective_from
        )
    ) THEN
        RAISE EXCEPTION 'INV-77: this version does not follow the last one' USING ERRCODE = 'RD077';
    END IF;
    PERFORM membership_lines_in_step(touched.cooperative_id, array_agg(DISTINCT touched.member_id))
    FROM new_versions AS touched WHERE touched.place > 1 GROUP BY touched.cooperative_id;
    RETURN NULL;
END $$;

CREATE TRIGGER versions_arrive AFTER INSERT ON membership_memberversion
REFERENCING NEW TABLE AS new_versions
FOR EACH STATEMENT EXECUTE FUNCTION membership_line_versions_arrive();

-- INV-70: of a version only its particulars may go, all at once and for good (rule V-7).
CREATE FUNCTION membership_version_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    blank constant jsonb := jsonb_build_object(
        'given_names', '', 'family_name', '—', 'sorting_name', '', 'birth_date', NULL, 'sex', '', 'email', '',
        'telephone', '', 'street', '', 'town', '', 'postal_code', '', 'reason', ''
    );
BEGIN
    IF old.blanked_act_id IS NOT NULL OR new.blanked_act_id IS NULL
        OR to_jsonb(new) - 'blanked_act_id' <> to_jsonb(old) - 'blanked_act_id' || blank THEN
        RAISE EXCEPTION 'INV-70: a version is never changed; its particulars can be blanked, all of them, once'
            USING ERRCODE = 'RD070';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER version_changes BEFORE UPDATE ON membership_personversion
FOR EACH ROW EXECUTE FUNCTION membership_version_changes();
CREATE TRIGGER version_stays BEFORE DELETE ON membership_personversion
FOR EACH ROW EXECUTE FUNCTION tenancy_refuse_change();
CREATE TRIGGER versions_stay BEFORE TRUNCATE ON membership_personversion
FOR EACH STATEMENT EXECUTE FUNCTION tenancy_refuse_change();

CREATE FUNCTION membership_versions_blanked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM membership_persons_in_step(touched.cooperative_id, array_agg(DISTINCT touched.person_id))
    FROM new_versions AS touched GROUP BY touched.cooperative_id;
    RETURN NULL;
END $$;

CREATE TRIGGER versions_blanked AFTER UPDATE ON membership_personversion
REFERENCING NEW TABLE AS new_versions
FOR EACH STATEMENT EXECUTE FUNCTION membership_versions_blanked();

-- INV-70, when the transaction ends: what stands in a person's row is what the versions say of today. By then the
-- current cooperative may be another, so the witness enters the person's own for its one question.
CREATE FUNCTION membership_person_in_step() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    before text := current_setting('rochdale.cooperative_id', TRUE);
    person membership_person;
    today membership_personversion;
BEGIN
    PERFORM set_config('rochdale.cooperative_id', new.cooperative_id::text, TRUE);
    SELECT known.* INTO person FROM membership_person AS known
    WHERE known.cooperative_id = new.cooperative_id AND known.id = new.id;
    today := membership_person_today(new.cooperative_id, new.id);
    PERFORM set_config('rochdale.cooperative_id', coalesce(before, ''), TRUE);
    IF (
        person.given_names, person.family_name, person.sorting_name, person.birth_date, person.sex,
        person.language, person.email, person.telephone, person.street, person.town, person.postal_code,
        person.blanked_act_id
    ) IS DISTINCT FROM (
        today.given_names, today.family_name, today.sorting_name, today.birth_date, today.sex, today.language,
        today.email, today.telephone, today.street, today.town, today.postal_code, today.blanked_act_id
    ) THEN
        RAISE EXCEPTION 'INV-70: what stands in a person''s row is what the versions say of today'
            USING ERRCODE = 'RD070';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER in_step AFTER UPDATE ON membership_person
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION membership_person_in_step();

-- INV-30, INV-31, INV-74: of a line only its end is written later, once, by an act of its own; class and bond as
-- its versions say.
CREATE OR REPLACE FUNCTION membership_line_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    moving constant text[] := '{left_on,left_act_id,member_class,bond_ground,out_of_bond_since}';
    today membership_memberversion;
BEGIN
    IF to_jsonb(new) - moving <> to_jsonb(old) - moving
        OR new.left_act_id IS NOT DISTINCT FROM old.act_id
        OR (old.left_on IS NOT NULL
            AND (new.left_on, new.left_act_id) IS DISTINCT FROM (old.left_on, old.left_act_id)) THEN
        RAISE EXCEPTION 'INV-31: of a line of the register only its end is written later, and once'
            USING ERRCODE = 'RD031';
    END IF;
    IF (new.member_class, new.bond_ground, new.out_of_bond_since)
        IS DISTINCT FROM (old.member_class, old.bond_ground, old.out_of_bond_since) THEN
        today := membership_line_today(new.cooperative_id, new.id);
        IF (new.member_class, new.bond_ground, new.out_of_bond_since)
            IS DISTINCT FROM (today.member_class, today.bond_ground, today.out_of_bond_since) THEN
            RAISE EXCEPTION 'INV-74: class and bond of a line are what its versions say of today'
                USING ERRCODE = 'RD074';
        END IF;
    END IF;
    RETURN new;
END $$;

-- What was written ahead takes effect when its day is opened.
CREATE FUNCTION membership_day_turns() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM membership_persons_in_step(new.id, array_agg(DISTINCT version.person_id))
    FROM membership_personversion AS version
    WHERE version.cooperative_id = new.id AND version.place > 1
        AND version.effective_from > old.business_date AND version.effective_from <= new.business_date;
    PERFORM membership_lines_in_step(new.id, array_agg(DISTINCT version.member_id))
    FROM membership_memberversion AS version
    WHERE version.cooperative_id = new.id AND version.place > 1
        AND version.effective_from > old.business_date AND version.effective_from <= new.business_date;
    RETURN NULL;
END $$;

CREATE TRIGGER membership_day_turns AFTER UPDATE OF business_date ON cooperatives_cooperative
FOR EACH ROW EXECUTE FUNCTION membership_day_turns();
