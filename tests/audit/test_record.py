"""Every act leaves one row, in the transaction of the act, with who, for whom, why, when and under what."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from ledger.books import DAY, Books, money, new_key
from rochdale.audit import actions as audit
from rochdale.audit.models import Act
from rochdale.kernel.errors import Refusal
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries
from rochdale.ledger.models import AccountState
from rochdale.tenancy.actions import inside


def _acts(books: Books) -> list[Act]:
    with inside(books.id):
        return list(Act.objects.order_by("id"))


def test_an_act_says_all_that_was_known(books: Books) -> None:
    person, member, subject = uuid4(), uuid4(), uuid4()
    at = datetime(2026, 3, 2, 18, 30, 0, 123456, tzinfo=UTC)
    by = replace(
        books.by,
        person_id=person,
        for_person_id=member,
        authority='teller "A", until {2027}',
        at=at,
        reason="L'été\n\\n",
    )
    deed = audit.Deed("ledger.try", "account", subject, 3, {"minor": 5, "names": ["é", '"'], "none": None})
    with inside(books.id):
        act_id = audit.record(by=by, deed=deed)
        act = Act.objects.get(id=act_id)
    assert (act.cooperative_id, act.person_id, act.for_person_id) == (books.id, person, member)
    assert (act.authority, act.reason) == (by.authority, by.reason)
    assert (act.verb, act.subject_kind, act.subject_id) == ("ledger.try", "account", subject)
    assert (act.on_date, act.at, act.bylaw_version) == (DAY, at, 3)
    assert act.facts == {"minor": 5, "names": ["é", '"'], "none": None}


def test_many_acts_keep_their_order(books: Books) -> None:
    deeds = [(books.by, audit.Deed(f"ledger.try_{place}", "day", None)) for place in range(50)]
    with inside(books.id):
        ids = audit.record_all(deeds=deeds)
        verbs = {act.id: act.verb for act in Act.objects.filter(id__in=ids)}
    assert [verbs[act_id] for act_id in ids] == [deed.verb for _, deed in deeds]


def test_an_act_is_recorded_in_a_transaction_alone(books: Books) -> None:
    with pytest.raises(AssertionError, match="transaction"):
        audit.record(by=books.by, deed=audit.Deed("ledger.try", "day", None))


def test_an_act_goes_with_what_it_did(books: Books) -> None:
    before = len(_acts(books))
    with suppress(ZeroDivisionError), inside(books.id):
        books.deposit("odile", "1.00")
        raise ZeroDivisionError
    assert len(_acts(books)) == before


Deeds = Callable[[Books], object]
# Each action of the books, the verb it is recorded under, and how many acts it leaves.
ACTS: dict[str, tuple[str, Deeds]] = {
    "post": ("ledger.transfer", lambda books: books.deposit("odile", "1.00")),
    "batch": (
        "ledger.post_batch",
        lambda books: ledger.post_batch(by=books.by, requests=[books.request("cash", "odile", "1.00")] * 2),
    ),
    "reverse": (
        "ledger.reversal",
        lambda books: ledger.reverse_entry(
            by=books.by, entry_id=queries.entries_of_day(books.id, DAY)[0].id, key=new_key()
        ),
    ),
    "hold": ("ledger.place_hold", lambda books: books.hold("odile", "1.00")),
    "open accounts": ("ledger.open_accounts", lambda books: books.open_member("zoe")),
    "overdraft": (
        "ledger.agree_overdraft",
        lambda books: ledger.agree_overdraft(
            by=books.by, account_id=books.accounts["odile"], overdraft_minor=money("5.00").minor
        ),
    ),
    "state": (
        "ledger.set_state",
        lambda books: ledger.set_state(
            by=books.by, account_id=books.accounts["odile"], state=AccountState.FROZEN
        ),
    ),
    "open days": (
        "ledger.open_days",
        lambda books: ledger.open_days(by=books.by, days=[DAY + timedelta(days=1)]),
    ),
    "close days": ("ledger.close_days", lambda books: ledger.close_days(by=books.by, through=DAY)),
}


@pytest.mark.parametrize("name", ACTS)
def test_every_action_of_the_books_leaves_one_act(books: Books, name: str) -> None:
    verb, deed = ACTS[name]
    books.deposit("odile", "10.00")
    before = {act.id for act in _acts(books)}
    deed(books)
    (act,) = [act for act in _acts(books) if act.id not in before]
    assert (act.verb, act.authority, act.at) == (verb, books.by.authority, books.by.at)


def test_what_becomes_of_a_hold_is_recorded(books: Books) -> None:
    books.deposit("odile", "10.00")
    holds = [books.hold("odile", "1.00", expires_at=books.by.at) for _ in range(3)]
    request = books.request("odile", "cash", "1.00")
    ledger.capture_hold(by=books.by, hold_id=holds[0], amount_minor=100, request=request)
    ledger.release_hold(by=books.by, hold_id=holds[1])
    ledger.expire_holds(by=books.by)
    verbs = {act.verb for act in _acts(books)}
    assert {"ledger.capture_hold", "ledger.release_hold", "ledger.expire_holds"} <= verbs


@pytest.mark.parametrize("name", ["post", "hold", "reverse"])
def test_what_is_refused_or_repeated_leaves_no_act(books: Books, name: str) -> None:
    books.deposit("odile", "1.00", key="k")
    ledger.close_days(by=books.by, through=DAY)
    before = len(_acts(books))
    with suppress(Refusal):
        ACTS[name][1](books)
        books.hold("rosaire", "5.00")
    books.deposit("odile", "1.00", key="k")
    assert len(_acts(books)) <= before + (name == "hold")
