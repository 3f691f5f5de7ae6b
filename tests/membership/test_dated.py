"""The dated register: what was known of whom, from when, recorded when; nothing is overwritten."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rochdale.audit import actions as audit
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import JoiningCause, MemberClass, Newcomer, Particulars, Registered
from rochdale.membership.actions.persons import blank_versions
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import EVER
from rochdale.membership.queries.dating import Dated, holding, known_by, rewritten
from rochdale.tenancy.actions import inside

from .conftest import NOW, TODAY

FIELDS = ("name", "town", "phone")


@dataclass(frozen=True)
class Change:
    """One act: some facts said anew, with effect from a day."""

    facts: dict[str, int]
    on: date


changes = st.lists(
    st.builds(
        Change,
        st.dictionaries(st.sampled_from(FIELDS), st.integers(1, 4), min_size=1),
        st.integers(-12, 12).map(lambda days: TODAY + timedelta(days=days)),
    ),
    max_size=9,
)


def said(acts: list[Change], on: date) -> dict[str, int]:
    """What holds on a day, fact by fact: the change with the latest day, and of one day the last one recorded."""
    facts = dict.fromkeys(FIELDS, 0)
    for act in sorted(acts, key=lambda each: each.on):  # a stable sort: the order of recording within a day
        if act.on <= on:
            facts |= act.facts
    return facts


@given(acts=changes)
def test_versions_say_on_every_day_what_the_changes_said(acts: list[Change]) -> None:
    versions = [Dated(1, NOW, TODAY, EVER, dict.fromkeys(FIELDS, 0))]
    for count, act in enumerate(acts, start=1):
        at = NOW + timedelta(minutes=count)
        for written in list(rewritten(versions, act.facts, act.on)):
            place = len(versions) + 1
            versions.append(
                Dated(
                    place,
                    at,
                    TODAY,
                    written.effective_from,
                    written.facts,
                    written.changed,
                    written.is_carried,
                )
            )
    for count in range(len(acts) + 1):  # as it was known after each act
        known = known_by(versions, NOW + timedelta(minutes=count))
        for day in range(-14, 15):
            on = TODAY + timedelta(days=day)
            found = holding(known, on)
            assert found is not None
            assert found.facts == said(acts[:count], on)


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def sound(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def turn(by: Acting, days: int) -> Acting:
    """The business date moves on; who acts that day."""
    cooperatives.move_business_date(by=by, to=day(days))
    return later(by, days)


def name_of(by: Acting, person_id: UUID, on: date | None = None, known_at: datetime | None = None) -> str:
    with inside(by.cooperative_id):
        if on is None:
            return queries.person(person_id=person_id).name
        found = queries.person_as_of(person_id=person_id, on=on, known_at=known_at)
        return found.particulars.name if found else ""


@pytest.fixture
def anne(by: Acting) -> Registered:
    newcomer = Newcomer(Particulars("Roy", "Anne", town="Lévis"), date(2020, 2, 29))
    return actions.register_members(by=by, newcomers=[newcomer])[0]


def test_the_database_keeps_what_the_model_says(by: Acting, anne: Registered) -> None:
    dice = random.Random(1844)  # the same changes each time
    acts: list[tuple[date, dict[str, str]]] = []
    for count in range(40):
        acting = later(by, count // 4)
        facts = {dice.choice(["town", "street", "telephone"]): str(dice.randrange(3))}
        on = day(dice.randrange(-9, 14))
        with inside(by.cooperative_id):
            shown = queries.person_as_of(person_id=anne.person_id, on=on)
        assert shown is not None
        if actions.change_particulars(
            by=acting,
            person_id=anne.person_id,
            particulars=replace(shown.particulars, **facts),
            effective_on=on,
            reason="told at the counter",
        ):
            acts.append((on, facts))
    wanted = Particulars("Roy", "Anne", town="Lévis")
    for on in map(day, range(-10, 15)):
        held = wanted
        for _, facts in sorted((act for act in acts if act[0] <= on), key=lambda act: act[0]):
            held = replace(held, **facts)
        with inside(by.cooperative_id):
            found = queries.person_as_of(person_id=anne.person_id, on=on)
        assert found is not None
        assert found.particulars == held
    assert sound(by)


def test_a_change_of_name_shows_by_both_dates(by: Acting, anne: Registered) -> None:
    told = later(by, 10)
    changed = actions.change_particulars(
        by=told,
        person_id=anne.person_id,
        particulars=Particulars("Lavoie", "Anne", town="Lévis"),
        effective_on=day(3),
        reason="marriage",
    )
    assert changed == ("family_name",)
    assert name_of(by, anne.person_id) == "Anne Lavoie"
    assert name_of(by, anne.person_id, day(2)) == "Anne Roy"
    assert name_of(by, anne.person_id, day(3)) == "Anne Lavoie"
    assert name_of(by, anne.person_id, day(5), known_at=NOW + timedelta(days=9)) == "Anne Roy"
    assert name_of(by, anne.person_id, day(5), known_at=told.at) == "Anne Lavoie"
    assert name_of(by, anne.person_id, day(5), known_at=NOW - timedelta(days=1)) == ""
    with inside(by.cooperative_id):
        change, first = queries.history(person_id=anne.person_id)
    assert (change.what, change.before, change.after) == ("family_name", "Roy", "Lavoie")
    assert (change.effective_from, change.recorded_on, change.reason) == (day(3), day(10), "marriage")
    assert (first.what, first.effective_from) == ("first_person", None)
    assert sound(by)


def test_an_earlier_change_does_not_undo_a_later_one(by: Acting, anne: Registered) -> None:
    known = Particulars("Roy", "Anne", town="Lévis")
    actions.change_particulars(
        by=by, person_id=anne.person_id, particulars=replace(known, town="Québec", street="1, rue A")
    )
    actions.change_particulars(
        by=by,
        person_id=anne.person_id,
        particulars=replace(known, town="Rimouski", telephone="418"),
        effective_on=day(-30),
        seen=known,
    )
    with inside(by.cooperative_id):
        today = queries.person(person_id=anne.person_id).particulars
        then = queries.person_as_of(person_id=anne.person_id, on=day(-1))
    assert (today.town, today.street, today.telephone) == ("Québec", "1, rue A", "418")
    assert then is not None
    assert (then.particulars.town, then.particulars.street, then.particulars.telephone) == (
        "Rimouski",
        "",
        "418",
    )
    assert sound(by)


def test_what_is_announced_holds_when_its_day_is_opened(by: Acting, anne: Registered) -> None:
    actions.change_particulars(
        by=by, person_id=anne.person_id, particulars=Particulars("Lavoie", "Anne"), effective_on=day(2)
    )
    actions.change_class(by=by, number=1, member_class=MemberClass.AUXILIARY, effective_on=day(3))
    turn(by, 1)
    assert name_of(by, anne.person_id) == "Anne Roy"
    turn(by, 4)
    assert name_of(by, anne.person_id) == "Anne Lavoie"
    with inside(by.cooperative_id):
        page = queries.register(cooperative_id=by.cooperative_id, search="lavoie")
    assert [line.member_class for line in page.lines] == [MemberClass.AUXILIARY]
    assert sound(by)


@pytest.mark.parametrize("on", [EVER, TODAY + timedelta(days=367), date.max])
def test_nobody_writes_for_a_day_that_is_too_far(by: Acting, anne: Registered, on: date) -> None:
    with pytest.raises(errors.TooFarAhead):
        actions.change_particulars(
            by=by, person_id=anne.person_id, particulars=Particulars("X"), effective_on=on
        )


def test_the_register_as_of_a_day(by: Acting, anne: Registered) -> None:
    actions.register_members(by=by, newcomers=[Newcomer(Particulars("Côté", "Luc"), date(2021, 1, 1))])
    actions.change_particulars(
        by=by, person_id=anne.person_id, particulars=Particulars("Lavoie", "Anne"), effective_on=day(-100)
    )
    actions.change_class(by=by, number=1, member_class=MemberClass.AUXILIARY, effective_on=day(-50))
    gone = later(by, 5)
    actions.end_membership(by=gone, number=2, left_on=day(-3))

    def lines(on: date, known_at: datetime | None = None, search: str = "") -> list[tuple[str, str]]:
        with inside(by.cooperative_id), CaptureQueriesContext(connection) as asked:
            found = queries.register_as_of(
                cooperative_id=by.cooperative_id, on=on, known_at=known_at, search=search
            )
        assert sum("membership_member" in query["sql"] for query in asked) == 1
        return [(line.family_name, line.member_class.value) for line in found.lines]

    assert lines(date(2020, 1, 1)) == []
    assert lines(date(2020, 6, 1)) == [("Roy", "full")]
    assert lines(day(-60)) == [("Lavoie", "full"), ("Côté", "full")]
    assert lines(TODAY) == [("Lavoie", "auxiliary")]
    # The end was recorded five days later: until then he was thought to be a member.
    assert lines(TODAY, known_at=later(by, 4).at) == [("Lavoie", "auxiliary"), ("Côté", "full")]
    assert lines(TODAY, known_at=gone.at) == [("Lavoie", "auxiliary")]
    assert lines(TODAY, known_at=NOW - timedelta(seconds=1)) == []
    with inside(by.cooperative_id):
        for known_on, expected in ((day(4), 2), (day(5), 1), (day(-1), 0)):
            page = queries.register_as_of(cooperative_id=by.cooperative_id, on=TODAY, known_on=known_on)
            assert len(page.lines) == expected
            gone_one = queries.member_as_of(number=2, on=TODAY, known_on=known_on)
            assert (gone_one is not None) is (expected == 2)
    # By a former name, or today's, or the number; on a day on which it was the other.
    assert lines(TODAY, search="roy") == [("Lavoie", "auxiliary")]
    assert lines(date(2020, 6, 1), search="lavo an") == [("Roy", "full")]
    assert lines(date(2021, 6, 1), search="2") == [("Côté", "full")]
    assert lines(TODAY, search="%") == []
    with inside(by.cooperative_id):
        assert queries.member_as_of(number=2, on=TODAY) is None
        known = queries.member_as_of(number=2, on=TODAY, known_at=later(by, 4).at)
        assert known is not None
        assert (known.particulars.name, known.left_on) == ("Luc Côté", None)
        with pytest.raises(errors.MemberNotFound):
            queries.member_as_of(number=9, on=TODAY)


def test_the_register_as_of_a_day_is_read_page_by_page(by: Acting) -> None:
    newcomers = [Newcomer(Particulars(f"Roy {place}"), TODAY) for place in range(7)]
    actions.register_members(by=by, newcomers=newcomers)
    numbers, after = [], 0
    with inside(by.cooperative_id):
        while True:
            page = queries.register_as_of(
                cooperative_id=by.cooperative_id, on=TODAY, after_number=after, limit=3
            )
            numbers += [line.number for line in page.lines]
            if page.next_after is None:
                break
            after = page.next_after
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_particulars_are_blanked_in_all_versions(by: Acting, anne: Registered) -> None:
    actions.change_particulars(by=by, person_id=anne.person_id, particulars=Particulars("Lavoie"), reason="x")
    with inside(by.cooperative_id):
        act_id = audit.record(by=by, deed=audit.Deed("membership.blank_person", "person", anne.person_id))
        assert blank_versions(person_id=anne.person_id, act_id=act_id) == 2
    assert name_of(by, anne.person_id) == "former member"
    assert name_of(by, anne.person_id, day(-1)) == "former member"
    with inside(by.cooperative_id):
        change, *_others, first = queries.history(person_id=anne.person_id)
        page = queries.register(cooperative_id=by.cooperative_id, search="lavoie")
    assert (change.after, change.reason, change.is_blanked, first.is_blanked) == ("—", "", True, True)
    assert page.lines == ()
    with pytest.raises(errors.PersonBlanked):
        actions.change_particulars(by=by, person_id=anne.person_id, particulars=Particulars("Roy"))
    assert sound(by)


def test_two_changes_at_once_follow_one_another(by: Acting, anne: Registered) -> None:
    known = Particulars("Roy", "Anne", town="Lévis")

    def change(facts: dict[str, str]) -> None:
        try:
            actions.change_particulars(
                by=by, person_id=anne.person_id, particulars=replace(known, **facts), seen=known
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, [{"street": "A"}, {"telephone": "1"}, {"email": "a@b.ca"}, {"sex": "f"}]))
    with inside(by.cooperative_id):
        found = queries.person(person_id=anne.person_id).particulars
    assert found == replace(known, street="A", telephone="1", email="a@b.ca", sex="f")
    assert sound(by)


def test_how_people_joined_is_read_from_the_days(by: Acting, anne: Registered) -> None:
    actions.register_members(by=by, newcomers=[Newcomer(Particulars("Côté"), TODAY)])
    founder = Newcomer(Particulars("Fournier"), date(1990, 1, 2), joining_cause=JoiningCause.FOUNDING)
    actions.register_members(by=by, newcomers=[founder])
    actions.end_membership(by=by, number=1, left_on=TODAY)
    actions.enrol_persons(by=by, enrolments=[actions.Enrolment(anne.person_id, TODAY)])
    with inside(by.cooperative_id):
        found = queries.joined_between(cooperative_id=by.cooperative_id, first=date(1990, 1, 1), last=TODAY)
        left = queries.left_between(cooperative_id=by.cooperative_id, first=TODAY, last=TODAY)
    assert [(each.family_name, each.cause) for each in found] == [
        ("Fournier", "founding"), ("Roy", "taken_over"), ("Côté", "application"), ("Roy", "return"),
    ]  # fmt: skip
    assert [(each.family_name, each.cause) for each in left] == [("Roy", "lapse")]
