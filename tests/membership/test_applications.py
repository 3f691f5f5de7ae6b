"""Joining: what an application takes on its way, who decides, and what the database refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed
from rochdale.cooperatives.queries import PARAMETERS, OfficeKind, Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, forms, queries
from rochdale.membership.actions import APPLICANT, ApplicationRequest, Newcomer, Registered
from rochdale.membership.checks import CHECKS
from rochdale.membership.models import Guardian, Letter, Representative
from rochdale.membership.queries import (
    Applicant,
    ApplicationFile,
    ApplicationStepKind,
    Companion,
    DocumentKind,
    Identity,
    MatchVerdict,
    Particulars,
    PersonKind,
)
from rochdale.membership.queries.applying import APPLICATION_FOLLOWS, age_years, months_before, outside_most
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import statement
from rochdale.web.uploads import UPLOAD_BYTES_MAX

from .conftest import TODAY

Raw = psycopg.Connection[tuple[object, ...]]
K = ApplicationStepKind
JOINED = date(2020, 2, 29)
PDF = b"%PDF-1.7 a lease"
ANA = Applicant(
    Particulars("Nguyen", "Anaïs", birth_date=date(1990, 2, 28), email="ana@example.org", town="Lévis"),
    identity=Identity("passport", "AB 123-456", "Québec", date(2030, 1, 1)),
    consents=("news_and_education",),
)


@pytest.fixture
def governed(by: Acting) -> Acting:
    """The caisse, with the by-laws of Quebec."""
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=JOINED)
    return by


def amend(by: Acting, **values: object) -> None:
    changes = [BylawChange(name, value, rule="Q-11") for name, value in values.items()]  # type: ignore[arg-type]  # by name
    cooperatives.amend_bylaw(by=by, changes=changes, effective_from=by.on, resolution="AGM")


def officer(governed: Acting, office: OfficeKind) -> Acting:
    (person_id,) = actions.add_persons(by=governed, particulars=[Particulars(office.value)])
    cooperatives.appoint(by=governed, person_id=person_id, office=office)
    return replace(governed, person_id=person_id, authority=office.value)


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def own(by: Acting) -> Acting:
    return replace(by, person_id=None, authority=APPLICANT)


def version(by: Acting) -> int:
    with inside(by.cooperative_id):
        found = queries.admission_terms(on=by.on).version
    assert found is not None
    return found


def apply(by: Acting, applicant: Applicant = ANA, token: str | None = None, **facts: object) -> UUID:
    token = token or uuid4().hex
    actions.begin_draft(by=own(by), token=token)
    asked = ApplicationRequest(applicant, bond=str(facts.pop("bond", "lives")), bylaw_version=version(by))
    return actions.send_application(
        by=own(by),
        token=token,
        asked=replace(asked, **facts),  # type: ignore[arg-type]  # by name
    ).application_id


def file_of(by: Acting, application_id: UUID) -> ApplicationFile:
    with inside(by.cooperative_id):
        return queries.application(application_id=application_id)


def state(by: Acting, application_id: UUID) -> ApplicationStepKind:
    return file_of(by, application_id).last.kind


def register(by: Acting, application_id: UUID) -> Registered:
    return actions.register_applicant(by=by, application_id=application_id, pay=lambda _line: uuid4())


def clean(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def test_from_a_draft_to_a_line_of_the_register(governed: Acting) -> None:
    asked = apply(governed)
    found = file_of(governed, asked)
    assert (found.number, found.last.kind, found.last.next_by) == (1, K.APPLIED, TODAY + timedelta(days=30))
    assert found.applicant == ANA
    manager = officer(governed, OfficeKind.MANAGER)
    actions.ask_more(by=manager, application_id=asked, words="Which street?")
    actions.answer_application(by=own(governed), application_id=asked, words="The one by the mill")
    actions.accept_application(by=manager, application_id=asked, words="Welcome")
    assert file_of(governed, asked).last.next_by == TODAY + timedelta(days=60)
    line = register(later(manager, 60), asked)
    done = file_of(governed, asked)
    assert (done.last.kind, done.member_number, done.person_id) == (K.REGISTERED, line.number, line.person_id)
    with inside(governed.cooperative_id):
        known = queries.person(person_id=line.person_id)
    assert known.particulars == ANA.particulars
    assert known.can_sign_in
    assert clean(governed)


def test_the_last_day_for_paying_counts_whole_and_then_it_lapses(governed: Acting) -> None:
    asked = apply(governed)
    manager = officer(governed, OfficeKind.MANAGER)
    actions.accept_application(by=manager, application_id=asked)
    assert actions.lapse_overdue_applications(by=later(governed, 59)) == []
    with pytest.raises(errors.AcceptanceLapsed):
        register(later(manager, 61), asked)
    assert actions.lapse_overdue_applications(by=later(governed, 60)) == [asked]
    assert state(governed, asked) is K.LAPSED
    assert actions.lapse_overdue_applications(by=later(governed, 61)) == []
    with pytest.raises(errors.ApplicationStepOutOfOrder):
        register(later(manager, 61), asked)
    assert clean(governed)


@pytest.mark.slow
def test_many_applications_lapse_in_as_many_statements_as_few(governed: Acting) -> None:
    def statements(count: int, days: int) -> int:
        asked = []
        for place in range(count):
            known = Particulars(
                f"Roy{place}", "A", birth_date=date(1990, 1, 1), email=f"r{place}@example.org"
            )
            asked.append(apply(later(governed, days), replace(ANA, particulars=known, identity=None)))
            actions.ask_more(by=later(governed, days), application_id=asked[-1], words="A photo")
        with CaptureQueriesContext(connection) as done:
            lapsed = actions.lapse_overdue_applications(by=later(governed, days + 40))
        assert set(lapsed) == set(asked)
        for each in asked:
            told = Letter.objects.filter(kind="application_lapsed")
            with inside(governed.cooperative_id):
                assert told.filter(act_id=file_of(governed, each).last.act_id).count() == 1
        return len(done)

    assert statements(12, 100) == statements(2, 0)


def test_what_is_not_answered_lapses(governed: Acting) -> None:
    asked = apply(governed)
    actions.ask_more(by=officer(governed, OfficeKind.TELLER), application_id=asked, words="A proof?")
    with pytest.raises(errors.AcceptanceLapsed):
        actions.answer_application(by=own(later(governed, 31)), application_id=asked, words="here")
    assert actions.lapse_overdue_applications(by=later(governed, 40)) == [asked]


def test_a_refusal_names_a_ground_of_the_bylaws_and_leaves_an_appeal(governed: Acting) -> None:
    asked = apply(governed)
    manager, chair = officer(governed, OfficeKind.MANAGER), officer(governed, OfficeKind.CHAIR)
    refuse = {"by": manager, "application_id": asked}
    with pytest.raises(errors.RefusalGroundUnknown):
        actions.refuse_application(**refuse, ground="sex", words="no")  # type: ignore[arg-type]  # as above
    with pytest.raises(errors.WordsMissing):
        actions.refuse_application(**refuse, ground="identity_unproven", words=" ")  # type: ignore[arg-type]  # as above
    actions.refuse_application(**refuse, ground="identity_unproven", words="No paper")  # type: ignore[arg-type]  # as above
    with pytest.raises(errors.AppealTooLate):
        actions.appeal_refusal(by=own(later(governed, 31)), application_id=asked, words="I have one")
    actions.appeal_refusal(by=own(later(governed, 30)), application_id=asked, words="I have one")
    with pytest.raises(errors.BoardDecides):
        actions.decide_refusal_appeal(by=later(manager, 31), application_id=asked, is_upheld=True, words="No")
    actions.decide_refusal_appeal(by=later(chair, 31), application_id=asked, is_upheld=False, words="Indeed")
    assert state(governed, asked) is K.OVERTURNED
    assert register(later(manager, 40), asked).number == 1
    assert clean(governed)


def test_who_refused_does_not_decide_on_the_appeal(governed: Acting) -> None:
    asked = apply(governed)
    chair, director = officer(governed, OfficeKind.CHAIR), officer(governed, OfficeKind.DIRECTOR)
    actions.refuse_application(by=chair, application_id=asked, ground="debts_unpaid", words="200 $ owed")
    actions.appeal_refusal(by=own(governed), application_id=asked, words="paid")
    with pytest.raises(errors.OtherDecides):
        actions.decide_refusal_appeal(by=chair, application_id=asked, is_upheld=True, words="No")
    actions.decide_refusal_appeal(by=director, application_id=asked, is_upheld=True, words="Still owed")
    assert state(governed, asked) is K.UPHELD


def test_what_is_with_the_board_the_board_decides(governed: Acting) -> None:
    asked = apply(governed)
    manager, director = officer(governed, OfficeKind.MANAGER), officer(governed, OfficeKind.DIRECTOR)
    amend(governed, admission_body="board")
    with pytest.raises(errors.BoardDecides):
        actions.accept_application(by=manager, application_id=asked)
    actions.send_to_board(by=manager, application_id=asked, words="Lives across the river")
    with pytest.raises(errors.BoardDecides):
        actions.accept_application(by=manager, application_id=asked)
    actions.accept_application(by=director, application_id=asked)
    assert file_of(governed, asked).is_with_board


def test_nobody_decides_on_the_own_application(governed: Acting) -> None:
    (person_id,) = actions.add_persons(by=governed, particulars=[ANA.particulars])
    cooperatives.appoint(by=governed, person_id=person_id, office=OfficeKind.MANAGER)
    herself = replace(governed, person_id=person_id, authority="manager")
    asked = apply(governed)
    with pytest.raises(errors.OwnApplication):
        actions.accept_application(by=herself, application_id=asked)
    with pytest.raises(errors.OwnApplication):
        actions.judge_match(
            by=herself, application_id=asked, person_id=person_id, verdict=MatchVerdict.ANOTHER
        )
    child = Applicant(
        Particulars("Nguyen", "Léa", birth_date=date(2020, 5, 5)),
        guardian=Companion("Anaïs", "Nguyen", email="ana@example.org"),
    )
    with pytest.raises(errors.OwnApplication):
        actions.accept_application(by=herself, application_id=apply(governed, child))


@pytest.mark.parametrize(
    ("office", "act"),
    [
        (OfficeKind.TELLER, lambda by, id_: actions.accept_application(by=by, application_id=id_)),
        (OfficeKind.TREASURER, lambda by, id_: actions.ask_more(by=by, application_id=id_, words="?")),
        (OfficeKind.LOAN_OFFICER, lambda by, id_: actions.send_to_board(by=by, application_id=id_)),
        (OfficeKind.AUDITOR, lambda by, id_: actions.withdraw_application(by=by, application_id=id_)),
    ],
)
def test_an_office_that_does_not_allow_it_is_refused(
    governed: Acting, office: OfficeKind, act: Callable[[Acting, UUID], None]
) -> None:
    asked = apply(governed)
    with pytest.raises(NotAllowed):
        act(officer(governed, office), asked)
    assert state(governed, asked) is K.APPLIED


def test_the_applicants_link_does_what_an_applicant_may(governed: Acting) -> None:
    asked = apply(governed)
    with pytest.raises(NotAllowed):
        actions.accept_application(by=own(governed), application_id=asked)
    with pytest.raises(NotAllowed):
        register(own(governed), asked)
    actions.withdraw_application(by=own(governed), application_id=asked)
    with pytest.raises(errors.ApplicationStepOutOfOrder):
        actions.accept_application(by=governed, application_id=asked)


def test_a_draft_is_sent_once_and_its_link_stays(governed: Acting) -> None:
    asked = apply(governed, token="one link")
    request = ApplicationRequest(ANA, bond="works", bylaw_version=version(governed))
    again = actions.send_application(by=own(governed), token="one link", asked=request)
    assert (again.application_id, again.number, again.again) == (asked, 1, True)
    with inside(governed.cooperative_id):
        assert queries.application_by_token(token="one link").id == asked
        with pytest.raises(errors.ApplicationNotFound):
            queries.application_by_token(token="another")
        with pytest.raises(errors.DraftNotFound):
            queries.draft(token="one link")
    assert apply(governed) != asked


def test_a_draft_keeps_its_answers_sealed_for_some_days(governed: Acting, app: Raw) -> None:
    actions.begin_draft(by=own(governed), token="mine")
    actions.write_draft(by=own(governed), token="mine", step="identity", answers={"number": "AB 123-456"})
    actions.write_draft(by=own(governed), token="mine", step="shares", answers={"shares": "2"})
    actions.add_draft_document(by=own(governed), token="mine", kind=DocumentKind.ADDRESS, content=PDF)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    rows = app.execute("SELECT answers, token_hash FROM membership_applicationdraft").fetchone()
    assert rows is not None
    assert b"123" not in bytes(rows[0])  # type: ignore[call-overload]  # bytes of the database
    with inside(governed.cooperative_id):
        found = queries.draft(token="mine")
    assert found.answers == {"identity": {"number": "AB 123-456"}, "shares": {"shares": "2"}}
    assert actions.drop_stale_drafts(by=later(governed, actions.DRAFT_DAYS)) == 0
    assert actions.drop_stale_drafts(by=later(governed, actions.DRAFT_DAYS + 1)) == 1
    with pytest.raises(errors.DraftNotFound):
        actions.write_draft(by=own(governed), token="mine", step="shares", answers={})


def test_a_draft_can_be_dropped_and_a_paper_taken_out(governed: Acting) -> None:
    actions.begin_draft(by=own(governed), token="mine")
    paper = actions.add_draft_document(by=own(governed), token="mine", kind=DocumentKind.OTHER, content=PDF)
    actions.remove_draft_document(by=own(governed), token="mine", document_id=paper)
    with pytest.raises(errors.DocumentNotFound):
        actions.remove_draft_document(by=own(governed), token="mine", document_id=paper)
    actions.drop_draft(by=own(governed), token="mine")
    with pytest.raises(errors.DraftNotFound):
        actions.drop_draft(by=own(governed), token="mine")


def test_nobody_joins_where_the_bylaws_say_nothing_of_shares(by: Acting) -> None:
    with pytest.raises(BylawNotInForce):
        actions.begin_draft(by=own(by), token="x")


def test_an_officer_fills_one_in_at_the_counter(governed: Acting) -> None:
    teller = officer(governed, OfficeKind.TELLER)
    with pytest.raises(NotAllowed):
        actions.begin_draft(by=officer(governed, OfficeKind.TREASURER), token="x", at_counter=True)
    actions.begin_draft(by=teller, token="x", at_counter=True)
    request = ApplicationRequest(ANA, bond="lives", bylaw_version=version(governed))
    sent = actions.send_application(by=teller, token="x", asked=request)
    assert file_of(governed, sent.application_id).entered_by == teller.person_id


BORN = {"ten": date(2016, 11, 23), "fourteen": date(2012, 11, 23), "almost": date(2012, 11, 24)}


def minor(name: str, *, guarded: bool = False) -> Applicant:
    guardian = Companion("Marc", "Roy") if guarded else None
    return Applicant(Particulars("Roy", name, birth_date=BORN[name]), guardian=guardian)


def test_a_minor_joins_with_a_guardian_or_at_the_age_of_the_bylaws(governed: Acting) -> None:
    for name in ("ten", "almost"):
        with pytest.raises(errors.GuardianMissing):
            apply(governed, minor(name))
    apply(governed, minor("ten", guarded=True))
    apply(governed, minor("fourteen"))
    amend(governed, minors_admitted=False)
    with pytest.raises(errors.MinorsNotAdmitted):
        apply(governed, minor("fourteen", guarded=True))


@pytest.mark.parametrize(
    ("refusal", "applicant", "facts"),
    [
        (errors.NameMissing, Applicant(Particulars(" ", "Ana")), {}),
        (errors.BornInFuture, Applicant(Particulars("A", birth_date=TODAY + timedelta(days=1))), {}),
        (errors.DraftIncomplete, Applicant(Particulars("A")), {}),
        (errors.DraftIncomplete, Applicant(Particulars("Mill Ltd.", kind=PersonKind.ORGANIZATION)), {}),
        (errors.DraftIncomplete, ANA, {"bylaw_version": 99}),
        (errors.OutsideBond, ANA, {"bond": "religion"}),
        (errors.OutsideBond, ANA, {"bond": "anyone"}),
        (errors.SharesImpossible, ANA, {"shares": 0}),
        (errors.SharesImpossible, ANA, {"shares": 10**9}),
        (errors.SharesImpossible, ANA, {"instalments": 2}),
    ],
)
def test_what_cannot_be_sent_is_refused_and_stays_a_draft(
    governed: Acting, refusal: type[Exception], applicant: Applicant, facts: dict[str, object]
) -> None:
    with pytest.raises(refusal):
        apply(governed, applicant, token="kept", **facts)
    with inside(governed.cooperative_id):
        assert queries.draft(token="kept").documents == ()


def test_so_many_may_be_outside_the_common_bond(governed: Acting) -> None:
    """Three in a hundred: with 66 members one."""
    people = [Newcomer(Particulars(f"M{place}"), JOINED) for place in range(65)]
    actions.register_members(by=governed, newcomers=people)
    first, second = apply(governed, bond="outside"), apply(governed, minor("fourteen"), bond="outside")
    actions.accept_application(by=governed, application_id=first)
    with pytest.raises(errors.OutsideBond):
        actions.accept_application(by=governed, application_id=second)
    register(governed, first)
    with pytest.raises(errors.OutsideBond):
        actions.accept_application(by=governed, application_id=second)
    actions.end_membership(by=governed, number=66, left_on=TODAY)
    actions.accept_application(by=governed, application_id=second)


@given(st.integers(0, 10**6), st.fractions(0, 1, max_denominator=1000))
def test_never_more_than_the_part(members: int, cap: Fraction) -> None:
    assert outside_most(cap, members=members) <= cap * members < outside_most(cap, members=members) + 1


@pytest.mark.parametrize(
    ("born_on", "on", "years"),
    [
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 11, 23), date(2026, 11, 22), 13),
        (date(2012, 11, 23), date(2026, 11, 23), 14),
    ],
)
def test_ages_are_whole_years(born_on: date, on: date, years: int) -> None:
    assert age_years(born_on, on) == years


def test_months_end_on_days_that_there_are() -> None:
    assert months_before(date(2028, 3, 31), 1) == date(2028, 2, 29)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


def test_the_same_person_is_offered_and_never_merged_in_silence(governed: Acting) -> None:
    before = Particulars("NGUYEN", "Anais", birth_date=date(1990, 2, 28), source_key="old:7", town="Québec")
    (former,) = actions.register_members(by=governed, newcomers=[Newcomer(before, JOINED)])
    actions.end_membership(by=governed, number=former.number, left_on=date(2024, 1, 1))
    (other,) = actions.add_persons(by=governed, particulars=[Particulars("X", email="ana@example.org")])
    asked = apply(governed)
    with inside(governed.cooperative_id):
        found = {each.person_id: each for each in queries.possible_persons(application_id=asked)}
    assert {id_: each.whys for id_, each in found.items()} == {
        former.person_id: ("name",),
        other: ("email",),
    }
    assert (found[former.person_id].number, found[former.person_id].is_member) == (1, False)
    with pytest.raises(errors.SamePersonOpen):
        actions.accept_application(by=governed, application_id=asked)
    teller = officer(governed, OfficeKind.TELLER)
    judged = {former.person_id: MatchVerdict.SAME, other: MatchVerdict.ANOTHER}
    for person_id, verdict in judged.items():
        actions.judge_match(by=teller, application_id=asked, person_id=person_id, verdict=verdict)
    with pytest.raises(errors.PersonNotFound):
        actions.judge_match(by=teller, application_id=asked, person_id=uuid4(), verdict=MatchVerdict.SAME)
    actions.accept_application(by=governed, application_id=asked)
    line = register(governed, asked)
    assert (line.person_id, line.number) == (former.person_id, 2)
    with inside(governed.cooperative_id):
        known = queries.person(person_id=line.person_id).particulars
    assert (known.town, known.source_key) == ("Lévis", "old:7")
    assert clean(governed)


def test_a_verdict_can_be_taken_back(governed: Acting) -> None:
    (known,) = actions.add_persons(by=governed, particulars=[ANA.particulars])
    asked = apply(governed)
    for verdict, linked in ((MatchVerdict.SAME, known), (MatchVerdict.ANOTHER, None)):
        actions.judge_match(by=governed, application_id=asked, person_id=known, verdict=verdict)
        assert file_of(governed, asked).person_id == linked
    actions.accept_application(by=governed, application_id=asked)
    assert register(governed, asked).person_id != known


def test_the_number_of_a_paper_is_known_again_without_being_read(governed: Acting, elsewhere: Acting) -> None:
    first = apply(governed)
    actions.accept_application(by=governed, application_id=first)
    line = register(governed, first)
    married = Applicant(
        Particulars("Roy", "Anaïs", birth_date=date(1990, 2, 28)), Identity("passport", "ab123456")
    )
    asked = apply(governed, married)
    with inside(governed.cooperative_id):
        found = queries.possible_persons(application_id=asked)
    assert [(each.person_id, each.whys) for each in found] == [(line.person_id, ("identity",))]
    actions.judge_match(
        by=governed, application_id=asked, person_id=line.person_id, verdict=MatchVerdict.SAME
    )
    with pytest.raises(errors.ApplicantIsMember) as caught:
        actions.accept_application(by=governed, application_id=asked)
    assert caught.value.number == line.number
    hashes = {
        queries.sealing.identity_hash(cooperative_id=each.cooperative_id, kind="passport", number="AB123456")
        for each in (governed, elsewhere)
    }
    assert len(hashes) == 2


def test_who_was_excluded_is_shown(governed: Acting) -> None:
    (line,) = actions.register_members(by=governed, newcomers=[Newcomer(ANA.particulars, JOINED)])
    case = actions.propose_exclusion(by=governed, number=1, ground="fraud", words="forged")
    actions.notify_hearing(by=governed, departure_id=case, hearing_on=later(governed, 60).on, words="9 h")
    board = actions.BoardVote(5, 0, 0, 5)
    actions.hear(by=later(governed, 60), departure_id=case, words="nobody came")
    actions.decide_exclusion(by=later(governed, 60), departure_id=case, vote=board, words="R-1")
    actions.tell_decision(
        by=later(governed, 60), departure_id=case, effective_on=later(governed, 61).on, words="because"
    )
    actions.end_departure(by=later(governed, 200), departure_id=case)
    asked = apply(later(governed, 201))
    with inside(governed.cooperative_id):
        (found,) = queries.possible_persons(application_id=asked)
    assert (found.person_id, found.was_excluded, found.is_member) == (line.person_id, True, False)


def test_a_sign_in_of_another_cooperative_opens_one_more_door(governed: Acting, elsewhere: Acting) -> None:
    (there,) = actions.register_members(by=elsewhere, newcomers=[Newcomer(ANA.particulars, JOINED)])
    email = f"{uuid4().hex}@example.org"
    given = actions.give_sign_in(by=elsewhere, person_id=there.person_id, email=email)
    actions.begin_draft(by=own(governed), token="t", sign_in_id=given.sign_in_id)
    applicant = replace(ANA, particulars=replace(ANA.particulars, email=email))
    request = ApplicationRequest(applicant, bond="lives", bylaw_version=version(governed))
    asked = actions.send_application(by=own(governed), token="t", asked=request).application_id
    actions.accept_application(by=governed, application_id=asked)
    register(governed, asked)
    doors = queries.doors_of(sign_in_id=given.sign_in_id)
    assert {door.cooperative_id for door in doors} == {governed.cooperative_id, elsewhere.cooperative_id}


def test_a_parents_address_does_not_open_a_childs_door_twice(governed: Acting) -> None:
    asked = [
        apply(
            governed,
            replace(minor(name, guarded=True), guardian=Companion("Marc", "Roy", email="marc@example.org")),
        )
        for name in ("ten", "almost")
    ]
    for each in asked:
        actions.accept_application(by=governed, application_id=each)
    lines = [register(governed, each) for each in asked]
    with inside(governed.cooperative_id):
        can = [queries.person(person_id=line.person_id).can_sign_in for line in lines]
    assert can == [True, False]


def test_what_is_over_is_forgotten_after_its_time(governed: Acting) -> None:
    asked, kept = apply(governed, token="gone"), apply(governed, minor("fourteen"))
    actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.IDENTITY, content=PDF)
    assert actions.send_link_anew(by=own(governed), email="ana@example.org") == 1
    actions.withdraw_application(by=own(governed), application_id=asked)
    assert actions.blank_ended_applications(by=later(governed, 364)) == []
    assert actions.blank_ended_applications(by=later(governed, 365)) == [asked]
    assert actions.blank_ended_applications(by=later(governed, 365)) == []
    found = file_of(governed, asked)
    assert (found.name, found.applicant, found.documents) == ("", None, ())
    assert [step.kind for step in found.steps] == [K.APPLIED, K.WITHDRAWN]
    with inside(governed.cooperative_id):
        assert not Letter.objects.filter(kind="application_link", blanked_act_id=None).exists()
    assert actions.send_link_anew(by=own(governed), email="ana@example.org") == 0
    assert actions.send_link_anew(by=own(governed), email="") == 0
    assert file_of(governed, kept).name == "fourteen Roy"
    amend(governed, voting_age_years=16)
    assert clean(governed)


def test_the_queue_is_read_page_by_page_and_searched(governed: Acting, elsewhere: Acting) -> None:
    names = ["Abel", "Bédard", "Côté", "Dubé", "Émond"]
    born = date(1980, 1, 1)
    asked = [
        apply(later(governed, place), Applicant(Particulars(name, "Eve", birth_date=born)))
        for place, name in enumerate(names)
    ]
    own_id = governed.cooperative_id
    with inside(own_id):
        first = queries.applications(cooperative_id=own_id, limit=2)
        rest = queries.applications(cooperative_id=own_id, limit=9, after_cursor=first.next_cursor)
        assert [line.id for line in (*first.lines, *rest.lines)] == asked
        assert rest.next_cursor == ""
        for search, place in (("bedard", 1), ("EMOND eve", 4), ("3", 2), ("#4", 3)):
            (found,) = queries.applications(cooperative_id=own_id, search=search).lines
            assert found.id == asked[place], search
        for nothing in ("nobody@example.org", "\0", "99999999999999999999", "zz"):
            assert queries.applications(cooperative_id=own_id, search=nothing).lines == (), nothing
        broken = queries.applications(cooperative_id=own_id, after_cursor="no cursor", limit=2)
        assert broken.lines == first.lines
        assert queries.applications(cooperative_id=own_id, states=[K.REGISTERED]).lines == ()
    with inside(elsewhere.cooperative_id):
        assert queries.applications(cooperative_id=elsewhere.cooperative_id).lines == ()
        with pytest.raises(errors.ApplicationNotFound):
            queries.application(application_id=asked[0])


def test_lists_and_searches_are_read_from_an_index(app: Raw, governed: Acting) -> None:
    apply(governed)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    app.execute("SET enable_seqscan = off")
    asked = {
        "cooperative_id": governed.cooperative_id, "states": ["applied"], "after_on": TODAY, "after_id": uuid4(),
        "lines": 50, "number": None, "email": "a@example.org", "word": "a", "word_end": "b",
        "application_id": uuid4(),
    }  # fmt: skip
    for name in ("applications_page.sql", "applications_search.sql", "twin_applications.sql"):
        plan = app.execute(f"EXPLAIN {statement('membership', name)}".encode(), asked).fetchall()
        text = "\n".join(str(line) for (line,) in plan)
        assert "Seq Scan on membership_application" not in text, text
        assert "membership_application_" in text, text


def test_each_office_sees_what_waits_for_it(governed: Acting) -> None:
    new, sent = apply(governed), apply(governed, minor("fourteen"))
    actions.send_to_board(by=governed, application_id=sent)

    def waiting(*permissions: Permission) -> set[UUID]:
        with inside(governed.cooperative_id):
            found = queries.applications_waiting(
                cooperative_id=governed.cooperative_id,
                permissions=permissions,
                terms=queries.admission_terms(on=governed.on),
            )
        return {line.id for line in found}

    assert waiting(Permission.PREPARE_APPLICATIONS) == {new}
    assert waiting(Permission.DECIDE_ADMISSIONS) == {new}
    assert waiting(Permission.DECIDE_ADMISSIONS, Permission.DECIDE_DISCIPLINE) == {new, sent}
    assert waiting(Permission.VIEW_REGISTER) == set()
    amend(governed, admission_body="board")
    assert waiting(Permission.DECIDE_ADMISSIONS, Permission.DECIDE_DISCIPLINE) == {sent}


def test_the_figures_say_what_became_of_who_applied(governed: Acting) -> None:
    first, second = apply(governed), apply(governed, minor("fourteen"))
    actions.accept_application(by=later(governed, 2), application_id=first)
    actions.refuse_application(
        by=later(governed, 5), application_id=second, ground="minor_alone", words="A guardian is missing"
    )
    apply(later(governed, 60), minor("ten", guarded=True))
    with inside(governed.cooperative_id):
        now, before = queries.admission_figures()
    assert (now.year, now.applications, now.median_days) == (2027, 1, None)
    assert (before.year, dict(before.by_state)) == (2026, {K.ACCEPTED: 1, K.REFUSED: 1})
    assert (before.by_ground, before.median_days) == ((("minor_alone", 1),), 2)


# Article 10 of Quebec's charter, and the first of the cooperative principles.
PROTECTED = frozenset(
    [
        "race",
        "colour",
        "color",
        "sex",
        "gender",
        "pregnan",
        "orientation",
        "marital",
        "civil_status",
        "relig",
        "belie",
        "politic",
        "ethnic",
        "national_origin",
        "citizenship",
        "social",
        "handicap",
        "disabilit",
        "income",
    ]
)


def test_no_protected_attribute_is_asked_or_used() -> None:
    asked = {name for form in forms.APPLICATION_FORMS for name in form.base_fields}
    kept = {*Applicant.__dataclass_fields__, *Companion.__dataclass_fields__, *Identity.__dataclass_fields__}
    grounds = PARAMETERS["admission_refusal_grounds"].choices | PARAMETERS["common_bond"].choices
    assert asked
    wrong = [(name, word) for name in asked | kept | grounds for word in PROTECTED if word in name]
    assert wrong == []


def test_every_step_is_asked_of_the_same_table_by_the_program_and_the_database(
    app: Raw, governed: Acting
) -> None:
    """INV-65: all pairs of steps, straight to the table."""
    own_id = governed.cooperative_id
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(own_id)])
    for before in K:
        for after in K:
            allowed = after in APPLICATION_FOLLOWS.get(before, frozenset())
            assert _follows(app, before, after) is allowed, (before, after)


def _follows(app: Raw, before: ApplicationStepKind, after: ApplicationStepKind) -> bool:
    body = app.execute(
        "SELECT prosrc FROM pg_proc WHERE proname = 'membership_application_step_arrives'"
    ).fetchone()
    assert body is not None
    return f"('{before.value}', '{after.value}')" in str(body[0])


def test_a_paper_is_a_pdf_or_a_picture_of_some_size_and_there_are_not_too_many(governed: Acting) -> None:
    asked = apply(governed)
    kind = DocumentKind.IDENTITY

    def add(content: bytes) -> None:
        actions.add_document(by=own(governed), application_id=asked, kind=kind, content=content)

    for wrong in (b"", b"<html>", b"GIF89a", b" %PDF-1.7", b"PK\x03\x04"):
        with pytest.raises(errors.DocumentKindRefused):
            add(wrong)
    with pytest.raises(errors.DocumentTooLarge):
        add(PDF + b"0" * UPLOAD_BYTES_MAX)
    for content in (PDF, b"\xff\xd8\xff\xe0 JFIF", b"\x89PNG\r\n\x1a\n"):
        add(content)
    kinds = [each.media_type for each in file_of(governed, asked).documents]
    assert kinds == ["application/pdf", "image/jpeg", "image/png"]
    for _ in range(actions.DOCUMENTS_MAX - 3):
        add(PDF)
    with pytest.raises(errors.TooManyDocuments):
        add(PDF)
    actions.withdraw_application(by=own(governed), application_id=asked)
    with pytest.raises(errors.ApplicationStepOutOfOrder):
        add(PDF)


def test_a_paper_is_read_by_who_looks_at_applications(governed: Acting) -> None:
    asked = apply(governed)
    paper = actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    read = actions.open_document(
        by=officer(governed, OfficeKind.DIRECTOR), application_id=asked, document_id=paper
    )
    assert read.content == PDF
    for by in (officer(governed, OfficeKind.AUDITOR), own(governed)):
        with pytest.raises(NotAllowed):
            actions.open_document(by=by, application_id=asked, document_id=paper)


def told_of(by: Acting, person_id: UUID, key: str) -> list[queries.Record]:
    with inside(by.cooperative_id):
        found = queries.whole_file(person_id=person_id, on=by.on)
    return list(next(each.records for each in found if each.section.key == key))


def test_a_member_takes_along_what_was_written_and_brought_to_join(governed: Acting) -> None:
    asked = apply(governed)
    paper = actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    actions.accept_application(by=governed, application_id=asked)
    line = register(governed, asked)
    (answers,) = told_of(governed, line.person_id, "answers")
    assert (answers["family_name"], answers["town"], answers["bond"]) == ("Nguyen", "Lévis", "lives")
    (brought,) = told_of(governed, line.person_id, "papers")
    assert (brought["document_id"], brought["bytes"]) == (paper, len(PDF))
    subjects = [str(each["subject"]) for each in told_of(governed, line.person_id, "letters")]
    assert any("accepted" in subject or "acceptée" in subject for subject in subjects), subjects
    with inside(governed.cooperative_id):
        assert queries.document_of_person(person_id=line.person_id, document_id=paper).content == PDF


def test_a_link_that_may_be_mistaken_tells_nobody_anothers_papers(governed: Acting) -> None:
    (known_id,) = actions.add_persons(by=governed, particulars=[ANA.particulars])
    asked = apply(governed)
    paper = actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    actions.judge_match(by=governed, application_id=asked, person_id=known_id, verdict=MatchVerdict.SAME)
    for key in ("answers", "papers", "letters", "applications"):
        assert told_of(governed, known_id, key) == []
    with inside(governed.cooperative_id), pytest.raises(errors.DocumentNotFound):
        queries.document_of_person(person_id=known_id, document_id=paper)


def test_each_step_that_an_applicant_waits_for_is_told_in_the_own_language(governed: Acting) -> None:
    french = replace(ANA, particulars=replace(ANA.particulars, language="fr", email="a@example.org"))
    asked = apply(governed, french)
    actions.ask_more(by=governed, application_id=asked, words="Quelle rue ?")
    actions.answer_application(by=own(governed), application_id=asked, words="Du Moulin")
    actions.send_to_board(by=governed, application_id=asked)
    actions.refuse_application(
        by=governed, application_id=asked, ground="debts_unpaid", words="200 $ sont dus"
    )
    actions.appeal_refusal(by=own(governed), application_id=asked, words="Payés")
    actions.decide_refusal_appeal(by=governed, application_id=asked, is_upheld=False, words="En effet")
    register(governed, asked)
    told = letters(governed)
    kinds = [letter.kind.removeprefix("application_") for letter in told]
    assert kinds == ["received", "more_asked", "sent_to_board", "refused", "accepted", "registered"]
    assert {letter.language for letter in told} == {"fr"}
    assert "200 $ sont dus" in told[3].body
    assert "23 décembre 2026" in told[3].body.replace("\N{NO-BREAK SPACE}", " ")
    assert "5,00" in told[4].body


def test_a_refusal_names_the_appeal_also_where_the_bylaws_give_it_no_delay(by: Acting, slug: str) -> None:
    amend(
        by,
        qualifying_share_par_minor=Money(500, Currency.of("CAD")),
        admission_refusal_grounds=("identity_unproven",),
        common_bond=("anyone",),
    )
    token = uuid4().hex
    asked = apply(by, token=token, bond="anyone")
    actions.refuse_application(by=by, application_id=asked, ground="identity_unproven", words="No paper")
    assert file_of(by, asked).last.next_by is None
    with inside(by.cooperative_id):
        letter = Letter.objects.get(kind="application_refused")
    assert "Vous pouvez en appeler, par le lien" in letter.body
    client = Client(headers={"accept-language": "en"})
    client.get(f"/{slug}/join/link/{token}/")
    shown = client.get(f"/{slug}/join/mine/").content.decode()
    assert "You may appeal: the board looks at it again" in shown
    actions.appeal_refusal(by=own(by), application_id=asked, words="Here it is")
    assert state(by, asked) is K.APPEALED


def test_who_has_no_address_is_written_to_on_paper(governed: Acting) -> None:
    asked = apply(governed, minor("fourteen"))
    actions.accept_application(by=governed, application_id=asked)
    actions.lapse_overdue_applications(by=later(governed, 61))
    told = letters(governed)
    assert [letter.kind for letter in told][-1] == "application_lapsed"
    assert {letter.address for letter in told} == {""}
    assert told[0].recipient == "fourteen Roy"


def letters(by: Acting) -> list[Letter]:
    with inside(by.cooperative_id):
        return list(Letter.objects.order_by("id"))


def test_who_acts_for_a_member_and_the_bond_are_in_the_register(governed: Acting) -> None:
    child = minor("ten", guarded=True)
    mill = Applicant(
        Particulars("Moulin inc.", kind=PersonKind.ORGANIZATION),
        representative=Companion("Ève", "Roy", "présidente"),
    )
    lines = []
    for applicant, bond in ((child, "lives"), (mill, "organization")):
        asked = apply(governed, applicant, bond=bond)
        actions.accept_application(by=governed, application_id=asked)
        lines.append(register(officer(governed, OfficeKind.TELLER), asked))
    with inside(governed.cooperative_id):
        guardians = list(Guardian.objects.values_list("ward_id", flat=True))
        organizations = list(Representative.objects.values_list("organization_id", flat=True))
        grounds = [queries.member(number=line.number).bond_ground for line in lines]
    assert guardians == [lines[0].person_id]
    assert organizations == [lines[1].person_id]
    assert grounds == ["lives", "organization"]
    assert clean(governed)
