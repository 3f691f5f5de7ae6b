"""Who may stand: each reason by itself, all at once, and the same as a second implementation says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.candidacies import Candidacy, Laws, Reason, age_on, reasons_of
from voting.obvious import candidacies as obvious

HELD_ON = date(2026, 12, 16)
CLOSES_ON = date(2026, 12, 6)
LAWS = Laws(
    held_on=HELD_ON,
    terms_begin_on=HELD_ON,
    groups=frozenset({"", "youth"}),
    closes_on=CLOSES_ON,
    membership_days=90,
    age_years=18,
    offices_excluded=frozenset({"teller"}),
    seconders_needed=2,
    needs_declaration=True,
    needs_training=True,
)
FIT = Candidacy(
    joined_on=date(1999, 3, 1),
    missing=frozenset(),
    born_on=date(1970, 1, 1),
    offices=frozenset({"director"}),
    holds_seat_until=None,
    electoral_group="youth",
    is_of_group=True,
    nominated_on=CLOSES_ON,
    is_from_floor=False,
    seconders=2,
    has_consented=True,
    has_declared=True,
    is_trained=True,
)


def test_who_fits_may_stand() -> None:
    assert reasons_of(FIT, LAWS) == ()


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"joined_on": None}, (Reason.NO_MEMBER,)),
        ({"joined_on": HELD_ON - timedelta(days=90)}, ()),
        ({"joined_on": HELD_ON - timedelta(days=89)}, (Reason.TOO_RECENT,)),
        ({"missing": frozenset({Reason.SUSPENDED})}, (Reason.SUSPENDED,)),
        ({"born_on": date(2008, 12, 16)}, ()),
        ({"born_on": date(2008, 12, 17)}, (Reason.TOO_YOUNG,)),
        ({"born_on": None}, ()),
        ({"offices": frozenset({"teller", "director"})}, (Reason.OFFICE_EXCLUDED,)),
        ({"holds_seat_until": HELD_ON}, ()),
        ({"holds_seat_until": HELD_ON + timedelta(days=1)}, (Reason.SEAT_HELD,)),
        ({"electoral_group": "north"}, (Reason.GROUP_WITHOUT_SEAT,)),
        ({"is_of_group": False}, (Reason.NOT_OF_GROUP,)),
        ({"nominated_on": CLOSES_ON + timedelta(days=1)}, (Reason.TOO_LATE,)),
        ({"nominated_on": HELD_ON, "is_from_floor": True}, (Reason.TOO_LATE,)),
        ({"seconders": 1}, (Reason.SECONDERS_MISSING,)),
        ({"has_consented": False}, (Reason.CONSENT_MISSING,)),
        ({"has_declared": False}, (Reason.DECLARATION_MISSING,)),
        ({"is_trained": False}, (Reason.TRAINING_MISSING,)),
    ],
)
def test_each_reason_by_itself(facts: dict[str, Any], found: tuple[Reason, ...]) -> None:
    assert reasons_of(replace(FIT, **facts), LAWS) == found


def test_from_the_floor_one_is_nominated_late_where_the_bylaws_say_so() -> None:
    laws = replace(LAWS, is_open_to_floor=True)
    late = replace(FIT, nominated_on=HELD_ON)
    assert reasons_of(replace(late, is_from_floor=True), laws) == ()
    assert reasons_of(late, laws) == (Reason.TOO_LATE,)


def test_all_reasons_are_told_at_once() -> None:
    worst = Candidacy(
        None, frozenset({Reason.SUSPENDED, Reason.MINOR}), date(2020, 1, 1), frozenset({"teller"}),
        date(2030, 1, 1), "north", False, HELD_ON, False, 0, False, False, False,
    )  # fmt: skip
    assert reasons_of(worst, LAWS) == (
        Reason.NO_MEMBER, Reason.SUSPENDED, Reason.MINOR, Reason.TOO_YOUNG, Reason.OFFICE_EXCLUDED,
        Reason.SEAT_HELD, Reason.GROUP_WITHOUT_SEAT, Reason.NOT_OF_GROUP, Reason.TOO_LATE,
        Reason.SECONDERS_MISSING, Reason.CONSENT_MISSING, Reason.DECLARATION_MISSING, Reason.TRAINING_MISSING,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("born_on", "day", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2000, 1, 1), date(2000, 12, 31), 0),
    ],
)
def test_an_age_in_whole_years(born_on: date, day: date, years: int) -> None:
    assert age_on(born_on, day) == years


days = st.dates(date(2006, 1, 1), date(2028, 12, 31))
register = st.frozensets(
    st.sampled_from([Reason.SUSPENDED, Reason.AUXILIARY, Reason.MINOR, Reason.HAS_ENDED])
)
offices = st.frozensets(st.sampled_from(["teller", "manager", "director"]))
groups = st.sampled_from(["", "youth", "north"])
candidates = st.builds(
    Candidacy,
    joined_on=st.none() | days,
    missing=register,
    born_on=st.none() | days,
    offices=offices,
    holds_seat_until=st.none() | days,
    electoral_group=groups,
    is_of_group=st.booleans(),
    nominated_on=days,
    is_from_floor=st.booleans(),
    seconders=st.integers(0, 3),
    has_consented=st.booleans(),
    has_declared=st.booleans(),
    is_trained=st.booleans(),
)
rules = st.builds(
    Laws,
    held_on=days,
    terms_begin_on=days,
    groups=st.frozensets(groups),
    closes_on=days,
    is_open_to_floor=st.booleans(),
    membership_days=st.integers(0, 400),
    age_years=st.integers(14, 21),
    offices_excluded=offices,
    seconders_needed=st.integers(0, 3),
    needs_declaration=st.booleans(),
    needs_training=st.booleans(),
)


@given(candidates, rules)
def test_the_same_as_sentence_by_sentence(one: Candidacy, laws: Laws) -> None:
    found = reasons_of(one, laws)
    assert set(found) == obvious.reasons_of(one, laws)
    assert list(found) == [reason for reason in Reason if reason in found]
