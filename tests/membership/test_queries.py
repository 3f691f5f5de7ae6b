"""Reading the register: what a search finds, page after page, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside

JOINED = date(2020, 3, 2)
NAMES = [
    ("Côté-Lévesque", "Anaïs"),
    ("Levesque", "Jean-Marie"),
    ("Œuvrard", "Noël"),
    ("D’Amours", "Ève"),
    ("Łukasik", "Søren"),
    ("Coopérative d’habitation 1837", ""),
]


@pytest.fixture
def listed(by: Acting) -> Acting:
    """A register of a few people whose names are hard to fold."""
    actions.register_members(
        by=by, newcomers=[Newcomer(Particulars(family, given), JOINED) for family, given in NAMES]
    )
    return by


def found(by: Acting, search: str) -> list[str]:
    with inside(by.cooperative_id):
        page = queries.register(cooperative_id=by.cooperative_id, search=search)
    return [line.family_name for line in page.lines]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("lev", ["Côté-Lévesque", "Levesque"]),
        ("LÉVESQUE", ["Côté-Lévesque", "Levesque"]),
        ("marie lev", ["Levesque"]),
        ("lev lev", ["Côté-Lévesque", "Levesque"]),
        ("oeuv", ["Œuvrard"]),
        ("œuv noe", ["Œuvrard"]),
        ("amours", ["D’Amours"]),
        ("d'am", ["D’Amours"]),
        ("luka sor", ["Łukasik"]),
        ("vesque", []),
        ("1837", []),  # a number is a member's number
        ("coop 18", ["Coopérative d’habitation 1837"]),
        ("#3", ["Œuvrard"]),
        (" 3 ", ["Œuvrard"]),
        ("999999999999999999999999", []),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE x; --", []),
        ("\0", []),
        ("x@example.org\0", []),
    ],
)
def test_a_search_finds_names_by_their_beginnings(listed: Acting, search: str, expected: list[str]) -> None:
    assert found(listed, search) == expected


def test_a_changed_name_is_found_by_its_new_words_only(listed: Acting) -> None:
    with inside(listed.cooperative_id):
        person_id = queries.member(number=2).person_id
    actions.change_particulars(by=listed, person_id=person_id, particulars=Particulars("Tremblay", "Jean"))
    assert found(listed, "tremb") == ["Tremblay"]
    assert found(listed, "marie") == []


def test_the_register_shows_nobody_from_elsewhere(listed: Acting, elsewhere: Acting) -> None:
    actions.register_members(by=elsewhere, newcomers=[Newcomer(Particulars("Lévesque", "X"), JOINED)])
    assert found(elsewhere, "lev") == ["Lévesque"]
    assert found(elsewhere, "") == ["Lévesque"]
    with inside(elsewhere.cooperative_id):
        assert queries.register(cooperative_id=listed.cooperative_id).lines == ()
        assert queries.register(cooperative_id=listed.cooperative_id, search="lev").lines == ()


@pytest.mark.parametrize("search", ["", "m"])
def test_pages_follow_one_another_and_miss_nobody(by: Acting, search: str) -> None:
    same_names = [Newcomer(Particulars("Martin", "Luc"), JOINED) for _ in range(7)]
    others = [Newcomer(Particulars(f"Martin {n}", "Luc"), JOINED) for n in range(8)]
    actions.register_members(by=by, newcomers=same_names + others)
    seen: list[int] = []
    cursor = ""
    with inside(by.cooperative_id):
        for _ in range(5):
            page = queries.register(
                cooperative_id=by.cooperative_id, search=search, after_cursor=cursor, limit=4
            )
            seen += [line.number for line in page.lines]
            cursor = page.next_cursor
            if not cursor:
                break
    assert len(seen) == 15
    assert sorted(seen) == list(range(1, 16))


@pytest.mark.parametrize("cursor", ["x", "????", "eA==", "OjE=", "MTphYmM", "é", "A" * 1000])
def test_a_cursor_that_is_none_starts_again(listed: Acting, cursor: str) -> None:
    with inside(listed.cooperative_id):
        page = queries.register(cooperative_id=listed.cooperative_id, after_cursor=cursor)
    assert len(page.lines) == len(NAMES)


@pytest.mark.parametrize("people", [3, 60])
@pytest.mark.parametrize(
    ("statements", "ask"),
    [
        (1, lambda by: queries.register(cooperative_id=by.cooperative_id)),
        (1, lambda by: queries.register(cooperative_id=by.cooperative_id, search="mar lu")),
        (4, lambda _: queries.member(number=1)),
        (1, lambda _: queries.names_of(person_ids=[uuid4() for _ in range(50)])),
        (1, lambda by: queries.members_at(cooperative_id=by.cooperative_id, on=JOINED)),
    ],
)
def test_a_question_costs_the_same_of_many(
    by: Acting, people: int, statements: int, ask: Callable[[Acting], object]
) -> None:
    newcomers = [Newcomer(Particulars(f"Martin {n}", "Luc"), JOINED) for n in range(people)]
    actions.register_members(by=by, newcomers=newcomers)
    with inside(by.cooperative_id), CaptureQueriesContext(connection) as seen:
        ask(by)
    assert len(seen) == statements


def test_names_of_many(listed: Acting, elsewhere: Acting) -> None:
    (stranger,) = actions.add_persons(by=elsewhere, particulars=[Particulars("Roy")])
    with inside(listed.cooperative_id):
        person_id = queries.member(number=1).person_id
        assert queries.names_of(person_ids=[person_id, stranger, uuid4()]) == {
            person_id: "Anaïs Côté-Lévesque"
        }


def test_persons_are_found_by_their_source(by: Acting) -> None:
    (person_id,) = actions.add_persons(by=by, particulars=[Particulars("Roy", source_key="x:1")])
    with inside(by.cooperative_id):
        assert queries.person_by_source(source_key="x:1") == person_id
        assert queries.person_by_source(source_key="x:2") is None
        assert queries.person_by_source(source_key="") is None


def test_members_are_counted_at_a_date(by: Acting) -> None:
    actions.register_members(by=by, newcomers=[Newcomer(Particulars("Roy"), JOINED)] * 2)
    actions.end_membership(by=by, number=1, left_on=date(2021, 1, 1))
    with inside(by.cooperative_id):
        days = [date(2020, 3, 1), JOINED, date(2020, 12, 31), date(2021, 1, 1)]
        counted = [queries.members_at(cooperative_id=by.cooperative_id, on=day) for day in days]
        assert counted == [0, 2, 2, 1]
        assert queries.member_of(person_id=queries.member(number=2).person_id) == 2
        assert queries.member_of(person_id=queries.member(number=1).person_id) is None


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
def test_a_number_that_nobody_has(by: Acting, number: int) -> None:
    with inside(by.cooperative_id), pytest.raises(errors.MemberNotFound):
        queries.member(number=number)


def test_a_person_whom_nobody_knows(by: Acting) -> None:
    with inside(by.cooperative_id), pytest.raises(errors.PersonNotFound):
        queries.person(person_id=uuid4())


@given(st.text(max_size=80))
def test_folding_is_done_once_and_leaves_words_alone(text: str) -> None:
    once = queries.folded(text)
    assert queries.folded(once) == once
    assert once == " ".join(once.split())
