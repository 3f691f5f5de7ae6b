"""The roll of a meeting: every reason, the votes of delegates, and the text that is hashed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.rolls import (
    Delegate,
    DelegateRule,
    Reason,
    RollLaws,
    RollMember,
    TextLine,
    hash_of,
    level_of,
    reasons_of,
    reasons_of_delegates,
    text_of,
    votes_before_cap,
)
from voting.obvious import rolls as obvious

HELD_ON = date(2026, 12, 16)
LAWS = RollLaws(HELD_ON, 90)
LONG_AGO = date(1999, 3, 1)
ANNE = RollMember(1, LONG_AGO, frozenset(), "anne")
MILL = RollMember(2, LONG_AGO, frozenset(), "rose", is_represented=True)


def reasons(*members: RollMember) -> list[tuple[Reason, ...]]:
    return reasons_of(members, LAWS)


def test_a_member_of_long_standing_may_vote() -> None:
    assert reasons(ANNE, MILL) == [(), ()]


@pytest.mark.parametrize(
    ("joined_on", "found"),
    [(HELD_ON - timedelta(days=90), ()), (HELD_ON - timedelta(days=89), (Reason.TOO_RECENT,))],
)
def test_membership_is_counted_to_the_day_of_the_meeting(joined_on: date, found: tuple[Reason, ...]) -> None:
    assert reasons(replace(ANNE, joined_on=joined_on)) == [found]


def test_who_joins_on_the_day_of_the_meeting_votes_where_no_time_is_asked() -> None:
    assert reasons_of([replace(ANNE, joined_on=HELD_ON)], RollLaws(HELD_ON, 0)) == [()]


@pytest.mark.parametrize(
    ("of_age_on", "found"),
    [(HELD_ON, ()), (HELD_ON + timedelta(days=1), (Reason.MINOR,)), (None, (Reason.MINOR,))],
)
def test_age_is_counted_to_the_day_of_the_meeting(of_age_on: date | None, found: tuple[Reason, ...]) -> None:
    young = replace(ANNE, missing=frozenset({Reason.MINOR}), of_age_on=of_age_on)
    assert reasons(young) == [found]


@pytest.mark.parametrize("fact", ["left_on", "ended_on"])
def test_who_is_gone_on_the_day_of_the_meeting_has_no_vote(fact: str) -> None:
    reason = {"left_on": Reason.HAS_LEFT, "ended_on": Reason.HAS_ENDED}[fact]
    assert reasons(replace(ANNE, **{fact: HELD_ON})) == [(reason,)]  # type: ignore[arg-type]  # a day of either name
    assert reasons(replace(ANNE, **{fact: HELD_ON + timedelta(days=1)})) == [()]  # type: ignore[arg-type]


def test_a_representative_has_no_vote_of_their_own() -> None:
    assert reasons(ANNE, replace(MILL, voter="anne")) == [(), (Reason.REPRESENTATIVE_IS_MEMBER,)]
    auxiliary = replace(ANNE, has_class_that_votes=False, missing=frozenset({Reason.AUXILIARY}))
    assert reasons(auxiliary, replace(MILL, voter="anne")) == [(Reason.AUXILIARY,), ()]


def test_a_representative_stands_for_one() -> None:
    both = (Reason.REPRESENTS_SEVERAL,)
    assert reasons(MILL, replace(MILL, number=3)) == [both, both]


def test_nobody_stands_for_several_that_have_nobody() -> None:
    alone = replace(MILL, voter=None, missing=frozenset({Reason.NO_REPRESENTATIVE}))
    assert reasons(alone, replace(alone, number=3)) == [(Reason.NO_REPRESENTATIVE,)] * 2


def test_every_reason_is_told() -> None:
    worst = replace(ANNE, joined_on=HELD_ON, missing=frozenset({Reason.SUSPENDED, Reason.AUXILIARY}))
    assert reasons(worst) == [(Reason.SUSPENDED, Reason.AUXILIARY, Reason.TOO_RECENT)]


DAYS = st.integers(-120, 30).map(lambda days: HELD_ON + timedelta(days=days))
MISSING = st.frozensets(
    st.sampled_from([Reason.SUSPENDED, Reason.AUXILIARY, Reason.MINOR, Reason.NO_REPRESENTATIVE])
)
MEMBERS = st.lists(
    st.builds(
        RollMember,
        number=st.integers(1, 99),
        joined_on=DAYS,
        missing=MISSING,
        voter=st.sampled_from("abc") | st.none(),
        is_represented=st.booleans(),
        has_class_that_votes=st.booleans(),
        of_age_on=st.none() | DAYS,
        left_on=st.none() | DAYS,
        ended_on=st.none() | DAYS,
    ),
    max_size=6,
)


@given(members=MEMBERS, days=st.integers(0, 120))
def test_both_ways_find_the_same_reasons(members: list[RollMember], days: int) -> None:
    laws = RollLaws(HELD_ON, days)
    found = reasons_of(members, laws)
    assert [set(each) for each in found] == [
        obvious.reasons(members, place, laws) for place in range(len(members))
    ]


@given(members=MEMBERS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_register_does_not_matter(members: list[RollMember], order: object) -> None:
    mixed = list(enumerate(members))
    order.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    found = reasons_of([member for _place, member in mixed], LAWS)
    told = {place: whys for (place, _member), whys in zip(mixed, found, strict=True)}
    assert [told[place] for place in range(len(members))] == reasons_of(members, LAWS)


RULES = st.builds(DelegateRule, members_step=st.integers(0, 50), cap=st.fractions(0, 1, max_denominator=9))


@given(counted=st.lists(st.integers(0, 400), max_size=8), rule=RULES)
def test_both_ways_cap_votes_alike(counted: list[int], rule: DelegateRule) -> None:
    votes = [votes_before_cap(members, rule) for members in counted]
    level = level_of(votes, rule)
    held = [min(vote, level) for vote in votes]
    assert held == obvious.capped(votes, rule)
    assert all(vote >= 1 for vote in held)
    assert not held or max(held) == 1 or max(held) <= rule.cap * sum(held)


def test_a_cooperative_has_one_vote_and_one_more_for_each_full_step() -> None:
    rule = DelegateRule(1000, Fraction(1))
    assert [votes_before_cap(members, rule) for members in (0, 999, 1000, 4500)] == [1, 1, 2, 5]
    assert votes_before_cap(10**6, DelegateRule(0, Fraction(1))) == 1


def test_nobody_holds_more_than_the_cap() -> None:
    # A quarter of all: of 9, 3, 2 and 1 the first keeps the most that is a quarter of what is left.
    assert obvious.capped([9, 3, 3, 3, 3], DelegateRule(0, Fraction(1, 4))) == [4, 3, 3, 3, 3]
    assert level_of([9, 3, 3, 3, 3], DelegateRule(0, Fraction(1, 4))) == 4
    # Three cannot each hold a quarter at most: one vote each remains.
    assert level_of([5, 5, 5], DelegateRule(0, Fraction(1, 4))) == 1
    assert level_of([], DelegateRule(0, Fraction(1, 4))) == 1


def test_a_mandate_votes_and_not_a_class_of_membership() -> None:
    # What an auxiliary member, a minor or a newcomer lacks was asked at the election.
    newcomer = RollMember(
        3, HELD_ON, frozenset({Reason.AUXILIARY, Reason.MINOR, Reason.NO_REPRESENTATIVE}), "who", True
    )
    suspended = replace(newcomer, missing=frozenset({Reason.SUSPENDED}), left_on=HELD_ON, ended_on=HELD_ON)
    lasting, over = HELD_ON + timedelta(days=1), HELD_ON
    delegates = [
        Delegate(newcomer, lasting),
        Delegate(newcomer, over),
        Delegate(suspended, lasting),
        Delegate(suspended, over, is_member=False),
    ]
    assert reasons_of_delegates(delegates, HELD_ON) == [
        (),
        (Reason.MANDATE_ENDS,),
        (Reason.SUSPENDED, Reason.HAS_ENDED, Reason.HAS_LEFT),
        (Reason.NOT_MEMBER, Reason.MANDATE_ENDS),
    ]


LINES = [TextLine(12, 1, ()), TextLine(7, 3, ["too_recent", "minor"])]


def text(lines: list[TextLine]) -> str:
    return text_of(
        cooperative="0198b7c2", meeting=3, record_date=date(2026, 11, 20), held_on=HELD_ON, lines=lines
    )


def test_the_text_is_by_number_and_names_nobody() -> None:
    assert text(LINES) == (
        "rochdale-roll 1\ncooperative 0198b7c2\nmeeting 3\nrecord-date 2026-11-20\nheld-on 2026-12-16\n"
        "7 0 minor,too_recent\n12 1 entitled\n"
    )
    assert text(LINES[::-1]) == text(LINES)


@given(number=st.integers(1, 99), votes=st.integers(1, 9), reasons=st.sets(st.sampled_from(Reason)))
def test_another_line_is_another_hash(number: int, votes: int, reasons: set[Reason]) -> None:
    other = TextLine(number, votes, sorted(reasons))
    is_same = (number, votes, reasons) == (12, 1, set())
    assert (hash_of(text([other])) == hash_of(text(LINES[:1]))) is is_same
