"""How checks are put to a cooperative: one statement each, the first differences told, nobody else's rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.books import Books, open_books
from rochdale.audit.checks import CHECKS, DIFFERENCES_MAX, Check, differences
from rochdale.config.checks import ALL

SEEN = Check("INV-99", "Is there no account?", "SELECT number, currency FROM ledger_account ORDER BY number")


def test_a_difference_says_what_was_asked_and_found(books: Books) -> None:
    first, *rest = differences(books.id, [SEEN])
    assert (first.cooperative_id, first.invariant, first.question) == (books.id, "INV-99", SEEN.question)
    assert first.found == {"number": "cash", "currency": "CAD"}
    assert [each.found["number"] for each in rest] == ["deposits", "odile", "rosaire"]


def test_a_check_sees_one_cooperative_alone(books: Books, slug: str) -> None:
    other = open_books(f"{slug}-b")
    other.open_member("zoe")
    assert len(list(differences(books.id, [SEEN]))) == 4
    assert len(list(differences(other.id, [SEEN]))) == 5


def test_only_the_first_differences_are_told(books: Books) -> None:
    many = Check("INV-99", "Is nothing there?", "SELECT generate_series(1, 1000) AS number")
    assert len(list(differences(books.id, [many]))) == DIFFERENCES_MAX


def test_the_whole_audit_costs_one_statement_for_each_check(books: Books) -> None:
    with CaptureQueriesContext(connection) as few:
        list(differences(books.id, ALL))
    for number in range(20):
        books.deposit("odile", f"{number + 1}.00")
    with CaptureQueriesContext(connection) as many:
        list(differences(books.id, ALL))
    # Some checks read on where no statement can see: what is sealed, and archives, rolls and minutes made anew.
    reading = sum(check.read is not None for check in ALL)
    assert len(few) == len(many) <= len(ALL) + reading + 4


def test_every_check_has_a_number_and_a_question() -> None:
    for check in [*ALL, *CHECKS]:
        assert check.invariant.removeprefix("INV-").isdecimal()
        assert check.question.endswith("?")


def test_every_check_reads_under_the_walls_alone(books: Books) -> None:
    """Outside of every cooperative a check finds nothing, because it sees nothing."""
    with connection.cursor() as cursor:
        for check in ALL:
            cursor.execute(check.sql)
            assert cursor.fetchall() == [], check.invariant


@pytest.mark.parametrize("checks", [ALL, CHECKS])
def test_a_young_cooperative_is_sound(database: str, slug: str, checks: list[Check]) -> None:
    books = open_books(slug)
    found = [
        each for each in differences(books.id, checks) if each.invariant != "INV-40"
    ]  # accounts without holders
    assert found == []
