"""Correcting one's own file, asking for a name with proof, and an officer who does it at the counter with consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import ConsentPurpose, ConsentWay, Contact, Newcomer, Particulars
from rochdale.membership.checks import CHECKS
from rochdale.tenancy.actions import inside

Raw = psycopg.Connection[tuple[object, ...]]
KNOWN = Particulars("Roy", "Marc", language="en", email="old@example.org", birth_date=date(1960, 2, 29))
MOVED = Contact("fr", "New@example.org", "418 555-0100", "4, rue du Quai", "Lévis", "G6V 1A1")
COUNTER = ConsentPurpose.ACTS_AT_COUNTER


@pytest.fixture
def person_id(by: Acting) -> UUID:
    newcomers = [Newcomer(KNOWN, date(2020, 1, 2))]
    return actions.register_members(by=by, newcomers=newcomers)[0].person_id


@pytest.fixture
def own(by: Acting, person_id: UUID) -> Acting:
    return replace(by, person_id=person_id, authority="oneself")


@pytest.fixture
def clerk(by: Acting, person_id: UUID) -> Acting:
    """A teller who acts for the member."""
    (clerk_id,) = actions.add_persons(by=by, particulars=[Particulars("Clerk")])
    cooperatives.appoint(by=by, person_id=clerk_id, office=OfficeKind.TELLER)
    return replace(
        by, person_id=clerk_id, for_person_id=person_id, authority=f"teller since {by.on.isoformat()}"
    )


def known(by: Acting, person_id: UUID) -> Particulars:
    with inside(by.cooperative_id):
        return queries.person(person_id=person_id).particulars


def clean(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def test_who_moved_says_so_alone_and_the_old_address_hears_of_it(own: Acting, person_id: UUID) -> None:
    purposes = [actions.ConsentPurpose.ELECTRONIC_LETTERS]
    actions.give_consents(by=own, person_id=person_id, purposes=purposes)
    changed = actions.correct_contact(by=own, person_id=person_id, contact=MOVED)
    assert changed == ("email", "language", "postal_code", "street", "telephone", "town")
    found = known(own, person_id)
    assert (found.family_name, found.email, found.town) == ("Roy", "new@example.org", "Lévis")
    with inside(own.cooperative_id):
        (line,) = queries.letters_of(person_id=person_id).lines
        assert queries.letter(letter_id=line.id).address == "old@example.org"
    assert actions.correct_contact(by=own, person_id=person_id, contact=MOVED) == ()
    assert clean(own)


def test_who_gets_letters_on_paper_hears_of_a_new_address_on_paper_where_he_lived(
    own: Acting, person_id: UUID
) -> None:
    lived = known(own, person_id).town
    actions.correct_contact(by=own, person_id=person_id, contact=MOVED)
    with inside(own.cooperative_id):
        (line,) = queries.letters_of(person_id=person_id).lines
        letter = queries.letter(letter_id=line.id)
    assert letter.is_for_paper
    assert lived in letter.recipient
    assert "Lévis" not in letter.recipient
    assert "The e-mail address of your file was changed" in letter.subject


def test_nobody_corrects_the_file_of_another(
    by: Acting, own: Acting, person_id: UUID, elsewhere: Acting
) -> None:
    (other,) = actions.add_persons(by=by, particulars=[Particulars("Other")])
    with pytest.raises(NotAllowed):
        actions.correct_contact(by=own, person_id=other, contact=MOVED)
    with pytest.raises(NotAllowed):
        actions.correct_contact(by=replace(own, for_person_id=other), person_id=other, contact=MOVED)
    with pytest.raises(errors.PersonNotFound):
        actions.correct_contact(by=elsewhere, person_id=person_id, contact=MOVED)


def asked(by: Acting, person_id: UUID, family_name: str = "Côté") -> UUID:
    return actions.ask_for_name(
        by=by,
        person_id=person_id,
        given_names="Marc",
        family_name=family_name,
        birth_date=KNOWN.birth_date,
        words="certificate",
    )


def test_a_name_waits_for_an_officer_with_proof(by: Acting, own: Acting, person_id: UUID) -> None:
    request = asked(own, person_id)
    assert known(by, person_id).family_name == "Roy"
    with pytest.raises(errors.RequestWaiting):
        asked(own, person_id, "Lévesque")
    with inside(by.cooperative_id):
        (line,) = queries.names_asked().lines
    assert (line.id, line.name, line.family_name) == (request, "Marc Roy", "Côté")
    with pytest.raises(NotAllowed):
        actions.decide_name(by=own, request_id=request, is_granted=True, words="seen")
    cooperatives.appoint(by=by, person_id=person_id, office=OfficeKind.SECRETARY)
    with pytest.raises(errors.OwnRequest):
        actions.decide_name(by=own, request_id=request, is_granted=True, words="seen")
    with pytest.raises(errors.WordsMissing):
        actions.decide_name(by=by, request_id=request, is_granted=True, words=" ")
    actions.decide_name(by=by, request_id=request, is_granted=True, words="certificate 12")
    assert known(by, person_id).name == "Marc Côté"
    with pytest.raises(errors.RequestDecided):
        actions.decide_name(by=by, request_id=request, is_granted=False, words="no")
    with inside(by.cooperative_id):
        assert queries.name_asked(person_id=person_id) is None
        assert "is corrected" in queries.letters_of(person_id=person_id).lines[0].subject
    assert clean(by)


def test_a_name_is_refused_or_taken_back(by: Acting, own: Acting, person_id: UUID) -> None:
    actions.decide_name(by=by, request_id=asked(own, person_id), is_granted=False, words="no proof")
    actions.withdraw_name(by=own, request_id=asked(own, person_id))
    assert known(by, person_id).family_name == "Roy"
    with pytest.raises(errors.NothingAskedFor):
        asked(own, person_id, "Roy")
    with pytest.raises(errors.NameMissing):
        asked(own, person_id, " ")
    with pytest.raises(errors.RequestNotFound):
        actions.withdraw_name(by=own, request_id=uuid4())


def test_the_counter_acts_with_consent_alone(by: Acting, clerk: Acting, person_id: UUID) -> None:
    def corrected() -> None:
        actions.correct_contact(by=clerk, person_id=person_id, contact=MOVED)

    with pytest.raises(errors.CounterConsentMissing):
        corrected()
    with pytest.raises(errors.CounterConsentMissing):
        actions.ask_to_leave(by=clerk, number=1, at_counter=True)
    actions.give_consents(by=clerk, person_id=person_id, purposes=[COUNTER])
    corrected()
    news = ConsentPurpose.NEWS_AND_EDUCATION
    actions.give_consents(by=clerk, person_id=person_id, purposes=[news], way=ConsentWay.ASSISTED)
    actions.ask_to_leave(by=clerk, number=1, at_counter=True)
    with inside(by.cooperative_id):
        done = queries.assistance_of(person_id=person_id, limit=9)
    assert [line.verb for line in done] == ["ask_to_leave", "give_consents", "correct_contact"]
    assert {line.officer_id for line in done} == {clerk.person_id}
    later = replace(clerk, at=clerk.at + timedelta(minutes=1))
    actions.withdraw_consent(by=later, person_id=person_id, purpose=COUNTER, way=ConsentWay.ASSISTED)
    with pytest.raises(errors.CounterConsentMissing):
        corrected()
    assert clean(by)


def test_who_has_no_counter_does_not_act_at_it(by: Acting, clerk: Acting, person_id: UUID) -> None:
    actions.give_consents(by=by, person_id=person_id, purposes=[COUNTER])
    (auditor,) = actions.add_persons(by=by, particulars=[Particulars("Auditor")])
    cooperatives.appoint(by=by, person_id=auditor, office=OfficeKind.AUDITOR)
    with pytest.raises(NotAllowed):
        actions.correct_contact(by=replace(clerk, person_id=auditor), person_id=person_id, contact=MOVED)


@pytest.mark.parametrize("case", ["withdrawn", "another's consent", "another act"])
def test_the_database_refuses_an_act_without_consent(
    by: Acting, clerk: Acting, person_id: UUID, app: Raw, case: str
) -> None:
    actions.give_consents(by=clerk, person_id=person_id, purposes=[COUNTER])
    actions.correct_contact(by=clerk, person_id=person_id, contact=MOVED)
    if case == "withdrawn":
        actions.withdraw_consent(by=by, person_id=person_id, purpose=COUNTER)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    consent = "consent_id" if case != "another's consent" else "gen_random_uuid()"
    act = (
        "act_id"
        if case != "another act"
        else "(SELECT id FROM audit_act WHERE for_person_id IS NULL LIMIT 1)"
    )
    with pytest.raises(psycopg.Error) as refused:
        app.execute(
            "INSERT INTO membership_assistance (cooperative_id, id, person_id, officer_id, consent_id, verb, on_date,"
            f" at, act_id) SELECT cooperative_id, uuidv7(), person_id, officer_id, {consent}, verb, on_date, at,"
            f" {act} FROM membership_assistance".encode()
        )
    assert refused.value.sqlstate == "RD064"


def test_a_request_is_decided_once_in_the_database(
    by: Acting, own: Acting, person_id: UUID, app: Raw
) -> None:
    request = asked(own, person_id)
    actions.withdraw_name(by=own, request_id=request)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute("UPDATE membership_namerequest SET outcome = 'granted' WHERE id = %s", [request])
    assert refused.value.sqlstate == "RD002"
