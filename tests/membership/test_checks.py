"""The checks find nothing where all is sound, and each finds what it is for when the guards are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import Newcomer, Particulars, PersonKind, Right
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import DocumentKind
from rochdale.tenancy.actions import inside

from .test_applications import PDF, apply, own

Raw = psycopg.Connection[tuple[object, ...]]
# What someone with every right might do, by the invariant that it breaks.
TAMPERINGS = {
    "INV-30": "UPDATE membership_member SET number = 1",
    "INV-31": "UPDATE membership_member SET act_id = gen_random_uuid()",
    "INV-32": "UPDATE membership_member SET joined_on = '2026-11-23'",
    "INV-33": "UPDATE membership_door SET person_id = gen_random_uuid()",
    "INV-34": "UPDATE membership_person SET sorting_name = 'somebody else'",
    "INV-35": "UPDATE membership_letter SET channel = 'email', consent_id = gen_random_uuid()",
    "INV-36": "UPDATE membership_person SET cooperative_slug = 'nowhere-' || id",
    "INV-60": "UPDATE membership_letter SET act_id = gen_random_uuid()",
    "INV-61": "UPDATE membership_letterdelivery SET place = 9",
    "INV-62": "UPDATE membership_consent SET is_given = false",
    "INV-63": "UPDATE membership_person SET blanked_act_id = gen_random_uuid()",
    "INV-65": "UPDATE membership_applicationstep SET kind = 'answered'",
    "INV-66": "UPDATE membership_applicationdocument SET sealed = '\\x00'",
    "INV-68": "UPDATE membership_application SET state = 'registered'",
    "INV-69": "UPDATE membership_application SET particulars = NULL",
    "INV-64": "UPDATE membership_assistance SET officer_id = gen_random_uuid()",
    "INV-70": "UPDATE membership_person SET town = 'elsewhere'",
    "INV-71": "UPDATE membership_representative SET from_on = '2020-03-02'",
    "INV-72": "UPDATE membership_suspension SET until_on = '2099-01-01'",
    "INV-73": "UPDATE membership_guardian SET from_on = '2099-01-01'",
    "INV-74": "UPDATE membership_member SET member_class = 'auxiliary'",
    "INV-75": "UPDATE membership_departurestep SET kind = 'heard'",
    "INV-79": "UPDATE membership_accesstoken SET person_id = gen_random_uuid()",
    "INV-76": "UPDATE membership_departure SET member_id = gen_random_uuid()",
    "INV-77": "UPDATE membership_personversion SET place = place + 100",
    "INV-118": "UPDATE membership_applicationlink SET token_hash = '\\x00'",
}
GUARDS = {
    "membership_member": ["membership_member_number", "membership_member_apart", "membership_member_dates"],
    "membership_door": ["membership_door_person"],
    "membership_application": ["membership_application_blanked"],
    "membership_representative": ["membership_representative_one", "membership_representative_apart"],
    "membership_guardian": ["membership_guardian_apart"],
    "membership_person": ["membership_person_blanked", "membership_person_cooperative"],
    "membership_letter": ["membership_letter_address"],
}


@pytest.fixture
def lived(by: Acting) -> Acting:
    """A register in which people came, went and came back."""
    joined = date(2020, 3, 2)
    lines = actions.register_members(
        by=by, newcomers=[Newcomer(Particulars(name), joined) for name in ("Roy", "Côté", "Gagnon")]
    )
    actions.end_membership(by=by, number=2, left_on=date(2022, 1, 1))
    actions.enrol_persons(by=by, enrolments=[actions.Enrolment(lines[1].person_id, date(2022, 1, 1))])
    actions.ask_to_leave(by=by, number=3)
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=joined)
    asked = apply(by)
    actions.add_document(by=own(by), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    actions.send_link_anew(by=own(by), email="ana@example.org")
    _stood_for(by, joined)
    for line in lines[:2]:
        given = actions.give_sign_in(by=by, person_id=line.person_id, email=f"{uuid4().hex}@example.org")
        person = replace(by, person_id=line.person_id)
        actions.make_token(by=person, sign_in_id=given.sign_in_id, asked=actions.TokenRequest("budget", 30))
    actions.give_consents(by=by, person_id=lines[0].person_id, purposes=list(actions.ConsentPurpose))
    teller = replace(by, person_id=lines[1].person_id, for_person_id=lines[0].person_id)
    cooperatives.appoint(by=by, person_id=lines[1].person_id, office=OfficeKind.TELLER)
    contact = actions.Contact("fr", town="Lévis")
    actions.correct_contact(by=teller, person_id=lines[0].person_id, contact=contact)
    with inside(by.cooperative_id):
        paper = queries.letters_for_paper().lines
    actions.post_letters(by=by, letter_ids=[each.id for each in paper])
    return by


def _stood_for(by: Acting, joined: date) -> None:
    """An organization with two representatives in turn, a minor with a guardian, a member without a vote."""
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=joined)
    newcomers = [
        Newcomer(Particulars("Théâtre du Fleuve", kind=PersonKind.ORGANIZATION), joined),
        Newcomer(Particulars("Petit", "Zoé", birth_date=date(2015, 5, 5)), joined),
    ]
    theatre, child = actions.register_members(by=by, newcomers=newcomers)
    for name, since in (("Aubin", joined), ("Blais", date(2022, 1, 1))):
        actions.name_representative(
            by=by, member_number=theatre.number, particulars=Particulars(name), from_on=since
        )
    actions.name_guardian(
        by=by, member_number=child.number, particulars=Particulars("Petit", "Luc"), from_on=joined
    )
    actions.suspend_rights(
        by=by,
        number=1,
        rights=[Right.VOTE],
        until_on=date(2027, 5, 23),
        ground="fraud",
        words="see minutes",
        vote=actions.BoardVote(4, 1, 0, 5),
    )
    actions.change_particulars(
        by=by,
        person_id=child.person_id,
        particulars=Particulars("Petite", "Zoé", birth_date=date(2015, 5, 5)),
    )


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[Raw]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for table, names in GUARDS.items():
            for name in names:
                connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield connection
        connection.rollback()


def found(raw: Raw) -> list[str]:
    raw.execute("SET LOCAL ROLE rochdale_app")
    return [check.invariant for check in CHECKS if raw.execute(check.sql.encode()).fetchall()]


def test_a_sound_register_has_no_differences(lived: Acting) -> None:
    assert list(differences(lived.cooperative_id, CHECKS)) == []


def test_every_check_is_put_to_the_proof() -> None:
    assert TAMPERINGS.keys() == {check.invariant for check in CHECKS}


@pytest.mark.parametrize("invariant", TAMPERINGS)
def test_a_check_finds_what_it_is_for(lived: Acting, almighty: Raw, invariant: str) -> None:
    almighty.execute("SELECT set_config('rochdale.cooperative_id', %s, true)", [str(lived.cooperative_id)])
    assert almighty.execute(f"{TAMPERINGS[invariant]} WHERE cooperative_id = tenancy_current()").rowcount > 0
    assert invariant in found(almighty)
