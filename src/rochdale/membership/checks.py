"""What the register must always satisfy, asked of the rows themselves (docs/reference/invariants.md)."""

from __future__ import annotations

from rochdale.audit.checks import Check
from rochdale.membership.queries import unreadable_documents
from rochdale.tenancy.queries import statement

CHECKS = [
    Check(
        "INV-30",
        "Has every member number been given once only, those of former members included?",
        "SELECT number, count(*) AS lines FROM membership_member "
        "WHERE cooperative_id = tenancy_current() GROUP BY number HAVING count(*) > 1 OR number < 1",
    ),
    Check(
        "INV-31",
        "Does every line of the register lead to a person and to the acts that wrote it?",
        "SELECT line.number, line.person_id, line.act_id, line.left_act_id FROM membership_member AS line "
        "LEFT JOIN membership_person AS person "
        "ON line.cooperative_id = person.cooperative_id AND line.person_id = person.id "
        "LEFT JOIN audit_act AS came ON line.cooperative_id = came.cooperative_id AND line.act_id = came.id "
        "LEFT JOIN audit_act AS went "
        "ON line.cooperative_id = went.cooperative_id AND line.left_act_id = went.id "
        "WHERE line.cooperative_id = tenancy_current() AND (person.id IS NULL OR came.id IS NULL "
        "OR (line.left_on IS NULL) <> (line.left_act_id IS NULL) "
        "OR (line.left_act_id IS NOT NULL AND went.id IS NULL))",
    ),
    Check(
        "INV-32",
        "Does every membership end after it began, and overlap with no other of the same person?",
        "SELECT number, person_id, joined_on, left_on, next_joined_on FROM ("
        "SELECT number, person_id, joined_on, left_on, "
        "lead(joined_on) OVER (PARTITION BY person_id ORDER BY joined_on, number) AS next_joined_on "
        "FROM membership_member WHERE cooperative_id = tenancy_current()) AS line "
        "WHERE left_on < joined_on "
        "OR (next_joined_on IS NOT NULL AND (left_on IS NULL OR next_joined_on < left_on))",
    ),
    Check(
        "INV-33",
        "Does every door lead from a sign-in to one person of this cooperative, and no person have two?",
        "SELECT door.id, door.sign_in_id, door.person_id FROM membership_door AS door "
        "LEFT JOIN membership_signin AS sign_in ON door.sign_in_id = sign_in.id "
        "LEFT JOIN membership_person AS person "
        "ON door.cooperative_id = person.cooperative_id AND door.person_id = person.id "
        "WHERE door.cooperative_id = tenancy_current() AND (sign_in.id IS NULL OR person.id IS NULL "
        "OR (SELECT count(*) FROM membership_door AS other "
        "WHERE other.cooperative_id = tenancy_current() AND other.person_id = door.person_id) > 1)",
    ),
    Check(
        "INV-34",
        "Are the words by which the register is searched those of the names?",
        "WITH spoken AS (SELECT DISTINCT person.id AS person_id, part.word "
        "FROM membership_person AS person "
        "CROSS JOIN LATERAL string_to_table(person.sorting_name, ' ') AS part (word) "
        "WHERE person.cooperative_id = tenancy_current() AND part.word <> ''), "
        "kept AS (SELECT person_id, word FROM membership_nameword WHERE cooperative_id = tenancy_current()) "
        "SELECT coalesce(spoken.person_id, kept.person_id) AS person_id, "
        "coalesce(spoken.word, kept.word) AS word FROM spoken "
        'FULL JOIN kept ON spoken.person_id = kept.person_id AND spoken.word = kept.word COLLATE "C" '
        "WHERE spoken.person_id IS NULL OR kept.person_id IS NULL",
    ),
    Check(
        "INV-35",
        "Did every letter by e-mail to a person of the register have that person's consent?",
        statement("membership", "checks/electronic_letters.sql"),
    ),
    Check(
        "INV-36",
        "Are the members of a federation no persons, and are those of this server of a lower tier, each once?",
        statement("membership", "checks/tiers.sql"),
    ),
    Check(
        "INV-60",
        "Does every letter lead to its act, and is it delivered, given up or still due?",
        statement("membership", "checks/letters.sql"),
    ),
    Check(
        "INV-61",
        "Did what happened to every letter happen in its order, and officers' doings by their acts?",
        statement("membership", "checks/deliveries.sql"),
    ),
    Check(
        "INV-62",
        "Does every withdrawal of a consent follow its giving, and every consent lead to a person and an act?",
        statement("membership", "checks/consents.sql"),
    ),
    Check(
        "INV-63",
        "Is nothing left, in any column, of the persons whose particulars were taken away?",
        statement("membership", "checks/blanked.sql"),
    ),
    Check(
        "INV-64",
        "Did every act for a member at the counter have the member's consent at that moment?",
        statement("membership", "checks/assistance.sql"),
    ),
    Check(
        "INV-70",
        "Does everybody stand as the newest version in effect says, and is what was blanked wholly blank?",
        statement("membership", "checks/persons_in_step.sql"),
    ),
    Check(
        "INV-71",
        "Does every organization have one representative at a time, who represents no other?",
        statement("membership", "checks/representatives.sql"),
    ),
    Check(
        "INV-72",
        "Did the by-laws of its day allow every suspension, one at a time?",
        statement("membership", "checks/suspensions.sql"),
    ),
    Check(
        "INV-73",
        "Did every guardian begin to act for a minor, once at a time?",
        statement("membership", "checks/guardians.sql"),
    ),
    Check(
        "INV-74",
        "Do class and bond of every line of the register stand as the newest version in effect says?",
        "SELECT line.number, line.member_class, line.bond_ground, line.out_of_bond_since "
        "FROM membership_member AS line "
        "CROSS JOIN LATERAL membership_line_today(line.cooperative_id, line.id) AS today "
        "WHERE line.cooperative_id = tenancy_current() "
        "AND (line.member_class, line.bond_ground, line.out_of_bond_since) "
        "IS DISTINCT FROM (today.member_class, today.bond_ground, today.out_of_bond_since)",
    ),
    Check(
        "INV-75",
        "Does every step of a departure follow the one before, as its cause allows, by its own act?",
        statement("membership", "checks/steps.sql"),
    ),
    Check(
        "INV-76",
        "Does every departure belong to a membership, one at a time, and did it end what it says?",
        statement("membership", "checks/departures.sql"),
    ),
    Check(
        "INV-65",
        "Does every step of an application follow the one before, by its own act?",
        statement("membership", "checks/application_steps.sql"),
    ),
    Check(
        "INV-66",
        "Is every paper of an applicant whole, and does it open to what was brought?",
        statement("membership", "checks/documents.sql"),
        unreadable_documents,
    ),
    Check(
        "INV-118",
        "Was every link to an application that was sent anew sent to the address of the applicant?",
        statement("membership", "checks/application_links.sql"),
    ),
    Check(
        "INV-68",
        "Does every application stand where its last step says?",
        statement("membership", "checks/application_states.sql"),
    ),
    Check(
        "INV-69",
        "Is nothing left of an applicant who was blanked?",
        statement("membership", "checks/applications_blanked.sql"),
    ),
    Check(
        "INV-77",
        "Do the versions of everybody count from 1 without a gap, as they were recorded, each change by its act?",
        statement("membership", "checks/versions.sql"),
    ),
    Check(
        "INV-79",
        "Was every access token made by its person, within its bounds, and revoked by an act if at all?",
        statement("membership", "checks/tokens.sql"),
    ),
]
