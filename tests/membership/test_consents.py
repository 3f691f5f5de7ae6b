"""Consents: one purpose at a time, given and withdrawn as often as one likes, and never both at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import ConsentPurpose, ConsentWay, LetterKind, Particulars
from rochdale.membership.actions import consents as writing
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import Channel, ConsentState, Wording
from rochdale.tenancy.actions import inside

from .conftest import TODAY

Raw = psycopg.Connection[tuple[object, ...]]
NEWS, LETTERS = ConsentPurpose.NEWS_AND_EDUCATION, ConsentPurpose.ELECTRONIC_LETTERS


@pytest.fixture
def person_id(by: Acting) -> UUID:
    known = Particulars("Roy", "Marc", language="en", email="m@example.org")
    return actions.add_persons(by=by, particulars=[known])[0]


def state(by: Acting, person_id: UUID, purpose: ConsentPurpose = NEWS) -> ConsentState:
    with inside(by.cooperative_id):
        return next(each for each in queries.consents_of(person_id=person_id) if each.purpose is purpose)


def given(by: Acting, person_id: UUID, purposes: Iterable[ConsentPurpose] = (NEWS,)) -> tuple[object, ...]:
    return actions.give_consents(by=by, person_id=person_id, purposes=list(purposes))


def later(by: Acting) -> Acting:
    return replace(by, at=by.at + timedelta(hours=1))


def test_a_consent_is_given_withdrawn_and_given_again(by: Acting, person_id: UUID) -> None:
    own = replace(by, person_id=person_id, authority="oneself")
    assert not state(by, person_id).is_given
    assert given(own, person_id, [NEWS, LETTERS]) == (LETTERS, NEWS)
    assert given(own, person_id) == ()
    with inside(by.cooperative_id):
        assert queries.consents_given(person_id=person_id) == {NEWS, LETTERS}
    actions.withdraw_consent(by=later(own), person_id=person_id, purpose=NEWS)
    assert not state(by, person_id).is_given
    given(later(own), person_id)
    events = state(by, person_id).events
    assert [event.is_given for event in events] == [True, False, True]
    assert {(event.way, event.language, event.wording) for event in events} == {(ConsentWay.PAGE, "en", 1)}
    assert list(differences(by.cooperative_id, CHECKS)) == []


def test_what_was_not_given_is_not_withdrawn(by: Acting, person_id: UUID) -> None:
    with pytest.raises(errors.ConsentNotGiven):
        actions.withdraw_consent(by=by, person_id=person_id, purpose=NEWS)
    for verb in (given, lambda by, id_: actions.withdraw_consent(by=by, person_id=id_, purpose=NEWS)):
        with pytest.raises(errors.PersonNotFound):
            verb(by, uuid4())  # type: ignore[operator]  # both take an act and a person


def test_newer_words_ask_anew(by: Acting, person_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    given(by, person_id)
    newer = MappingProxyType(dict(queries.WORDINGS) | {NEWS: Wording(2, queries.WORDINGS[NEWS].words)})
    monkeypatch.setattr(writing, "WORDINGS", newer)
    assert given(by, person_id) == (NEWS,)
    actions.withdraw_consent(by=by, person_id=person_id, purpose=NEWS)
    assert [event.wording for event in state(by, person_id).events] == [1, 2, 2]


def test_the_counter_writes_down_what_was_signed(by: Acting, person_id: UUID) -> None:
    (clerk,) = actions.add_persons(by=by, particulars=[Particulars("Clerk")])
    officer = replace(by, person_id=clerk, for_person_id=person_id, authority="teller since 2026-11-23")
    with pytest.raises(NotAllowed):
        given(officer, person_id)
    cooperatives.appoint(by=by, person_id=clerk, office=OfficeKind.TELLER)
    given(officer, person_id)
    last = state(by, person_id).last
    assert last is not None
    assert last.way is ConsentWay.COUNTER
    actions.give_consents(by=officer, person_id=person_id, purposes=[LETTERS], way=ConsentWay.APPLICATION)
    last = state(by, person_id, LETTERS).last
    assert last is not None
    assert last.way is ConsentWay.APPLICATION


def test_letters_are_on_paper_until_electronic_ones_are_agreed_to_and_once_that_is_withdrawn(
    by: Acting, person_id: UUID
) -> None:
    facts = {"number": 1, "left_on": TODAY}

    def channel() -> Channel:
        kind = LetterKind.MEMBERSHIP_ENDED
        letter_id = actions.write_letter_to(by=by, person_id=person_id, kind=kind, facts=facts)
        with inside(by.cooperative_id):
            return queries.letter(letter_id=letter_id).channel

    assert channel() is Channel.PAPER
    given(by, person_id, [LETTERS])
    assert channel() is Channel.EMAIL
    actions.withdraw_consent(by=by, person_id=person_id, purpose=LETTERS)
    assert channel() is Channel.PAPER


def test_consents_of_an_older_register_are_taken_over_once(by: Acting, person_id: UUID) -> None:
    (other_id,) = actions.add_persons(by=by, particulars=[Particulars("Roy", "Anne", language="fr")])
    given(by, other_id, [LETTERS])
    actions.withdraw_consent(by=later(by), person_id=other_id, purpose=LETTERS)
    wanted = {person_id: "en", other_id: "fr"}

    def take_over(acting: Acting = by) -> int:
        return actions.take_over_consents(by=acting, purpose=LETTERS, languages=wanted)

    with pytest.raises(NotAllowed):
        take_over(replace(by, person_id=other_id))
    assert (take_over(), take_over()) == (1, 0)
    last = state(by, person_id, LETTERS).last
    assert last is not None
    assert (last.way, last.language) == (ConsentWay.TAKEN_OVER, "en")
    assert not state(by, other_id, LETTERS).is_given
    assert list(differences(by.cooperative_id, CHECKS)) == []


def test_many_consents_are_taken_over_in_as_many_statements_as_few(by: Acting) -> None:
    def statements(count: int) -> int:
        ids = actions.add_persons(by=by, particulars=[Particulars(f"Roy {place}") for place in range(count)])
        with CaptureQueriesContext(connection) as asked:
            actions.take_over_consents(by=by, purpose=LETTERS, languages=dict.fromkeys(ids, "fr"))
        return len(asked)

    assert statements(60) == statements(2)


def test_another_cooperative_knows_nothing_of_it(by: Acting, elsewhere: Acting, person_id: UUID) -> None:
    given(by, person_id)
    assert not state(elsewhere, person_id).is_given
    with pytest.raises(errors.PersonNotFound):
        given(elsewhere, person_id)


@pytest.mark.parametrize(
    ("place", "is_given", "wording"), [(2, True, 1), (3, False, 1), (1, False, 1), (2, True, 0)]
)
def test_the_database_refuses_what_does_not_follow(
    by: Acting, person_id: UUID, app: Raw, *, place: int, is_given: bool, wording: int
) -> None:
    given(by, person_id)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(
            "INSERT INTO membership_consent (cooperative_id, id, person_id, purpose, place, is_given, wording,"
            " language, way, on_date, at, act_id) SELECT cooperative_id, uuidv7(), person_id, purpose, %s, %s, %s,"
            " language, way, on_date, at, act_id FROM membership_consent WHERE person_id = %s",
            [place, is_given, wording, person_id],
        )
    assert refused.value.sqlstate == "RD062"
