-- The first version of everything that the register held before it was dated, cooperative by cooperative: the
-- owner of the tables sees no more than one at a time. Recorded when the membership was, or with the first act.
DO $$
DECLARE
    own record;
BEGIN
    FOR own IN SELECT id, business_date FROM cooperatives_cooperative LOOP
        PERFORM set_config('rochdale.cooperative_id', own.id::text, TRUE);
        INSERT INTO membership_personversion (
            cooperative_id, person_id, place, recorded_at, recorded_on, effective_from, changed, is_carried, reason,
            act_id, given_names, family_name, sorting_name, birth_date, sex, language, email, telephone, street,
            town, postal_code
        )
        SELECT
            person.cooperative_id, person.id, 1, coalesce(joined.at, founded.at, person.recorded_at),
            coalesce(joined.on_date, founded.on_date, own.business_date), '0001-01-01', '{}', FALSE, '',
            joined.id, person.given_names, person.family_name, person.sorting_name, person.birth_date, person.sex,
            person.language, person.email, person.telephone, person.street, person.town, person.postal_code
        FROM membership_person AS person
        LEFT JOIN LATERAL (
            SELECT act.at, act.on_date, act.id FROM membership_member AS line
            INNER JOIN audit_act AS act ON act.cooperative_id = line.cooperative_id AND act.id = line.act_id
            WHERE line.cooperative_id = person.cooperative_id AND line.person_id = person.id
            ORDER BY act.at
            LIMIT 1
        ) AS joined ON TRUE
        LEFT JOIN LATERAL (
            SELECT act.at, act.on_date FROM audit_act AS act
            WHERE act.cooperative_id = person.cooperative_id
            ORDER BY act.at
            LIMIT 1
        ) AS founded ON TRUE
        WHERE person.cooperative_id = own.id;
        INSERT INTO membership_memberversion (
            cooperative_id, member_id, place, recorded_at, recorded_on, effective_from, changed, is_carried, reason,
            act_id, member_class, bond_ground, out_of_bond_since
        )
        SELECT
            line.cooperative_id, line.id, 1, act.at, act.on_date, line.joined_on, '{}', FALSE, '',
            line.act_id, line.member_class, line.bond_ground, line.out_of_bond_since
        FROM membership_member AS line
        INNER JOIN audit_act AS act ON act.cooperative_id = line.cooperative_id AND act.id = line.act_id
        WHERE line.cooperative_id = own.id;
        -- How they began is read from the days: who was a member before came back, and whose first day lies
        -- before the day of writing came from an earlier register.
        ALTER TABLE membership_member DISABLE TRIGGER line_changes;
        UPDATE membership_member AS line
        SET joining_cause = CASE
            WHEN EXISTS (
                SELECT FROM membership_member AS earlier
                WHERE earlier.cooperative_id = line.cooperative_id AND earlier.person_id = line.person_id
                    AND earlier.number < line.number
            ) THEN 'return'
            WHEN line.joined_on < act.on_date THEN 'taken_over'
            ELSE 'application'
        END
        FROM audit_act AS act
        WHERE line.cooperative_id = own.id AND act.cooperative_id = line.cooperative_id AND act.id = line.act_id;
        ALTER TABLE membership_member ENABLE TRIGGER line_changes;
    END LOOP;
    PERFORM set_config('rochdale.cooperative_id', '', TRUE);
END $$;
