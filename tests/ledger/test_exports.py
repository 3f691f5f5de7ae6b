"""hledger and beancount, which we did not write, accept our journal and find the same balances to the cent."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from needs import needs_program, program
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries
from rochdale.ledger.models import AccountClass
from rochdale.ledger.queries.exports import export
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

if TYPE_CHECKING:
    from ledger.books import Books

ODD_TEXT = 'Épicerie "Laflamme"; rue | Saint-Jean\nligne'


@pytest.fixture
def busy(books: Books) -> Books:
    """Books with several currencies, an odd text, a value date apart, a reversal, and a closed day."""
    for number, code in (("1020", "JPY"), ("1021", "KWD"), ("1022", "CLF")):
        pair = [
            ledger.AccountRequest(f"{number}-{side}", {"en": code}, AccountClass.ASSET, code)
            for side in ("a", "b")
        ]
        books.accounts[code], books.accounts[f"{code}-b"] = ledger.open_accounts(by=books.by, requests=pair)
        _move(books, f"k-{code}", f"{code}-b", code, Money(12_345, Currency.of(code)))
    _move(books, "k1", "cash", "odile", _cad(10_000), text=ODD_TEXT)
    _move(books, "k2", "odile", "rosaire", _cad(1))
    third = _move(books, "k3", "odile", "rosaire", _cad(999), days_back=3)
    ledger.reverse_entry(by=books.by, entry_id=third, key="k3-back")
    ledger.close_days(by=books.by, through=books.day)
    following = books.day + timedelta(days=1)
    ledger.open_days(by=replace(books.by, on=following), days=[following])
    return books


def _cad(minor: int) -> Money:
    return Money(minor, Currency.of("CAD"))


def _move(
    books: Books,
    key: str,
    from_name: str,
    to_name: str,
    amount: Money,
    *,
    text: str = "Loyer",
    days_back: int = 0,
) -> UUID:
    request = ledger.transfer(
        key=key,
        on=books.day,
        kind="transfer",
        text=text,
        from_id=books.accounts[from_name],
        to_id=books.accounts[to_name],
        amount=amount,
        value_date=books.day - timedelta(days=days_back),
    )
    return ledger.post(by=books.by, request=request).entry_id


def _ours(books: Books) -> dict[tuple[str, str], str]:
    """Every balance that is not zero, by account number and currency, as plain digits."""
    found = {}
    for facts in queries.accounts(books.id, books.accounts.values()).values():
        if not facts.is_control:
            minor = queries.balance_on(books.id, facts.id, books.day)
            if minor:
                found[facts.number, facts.currency] = Money(minor, Currency.of(facts.currency)).plain()
    return found


def _number(account: str) -> str:
    """Our number of an account as the journal names it; an N stands before one that begins with a small letter."""
    number = account.rsplit(":", 1)[1]
    return number[1:] if number[1:2].islower() else number


def _written(books: Books, syntax: str, path: Path) -> Path:
    lines: Iterator[str] = export(books.id, syntax, books.day, books.day)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@needs_program("hledger")
def test_hledger_agrees_to_the_cent(busy: Books, tmp_path: Path) -> None:
    journal = _written(busy, "hledger", tmp_path / "books.journal")
    hledger = program("hledger")
    subprocess.run([hledger, "-f", journal, "check", "--strict"], check=True)
    command = [hledger, "-f", journal, "balance", "--flat", "-N", "-O", "csv"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    theirs = {}
    for account, amount in list(csv.reader(io.StringIO(printed)))[1:]:
        figure, code = amount.split()
        theirs[_number(account), code] = figure
    assert theirs == _ours(busy)


def test_beancount_agrees_to_the_cent(busy: Books, tmp_path: Path) -> None:
    from beancount import loader
    from beancount.core import realization

    journal = _written(busy, "beancount", tmp_path / "books.beancount")
    entries, faults, _ = loader.load_file(str(journal))
    assert not faults, faults
    root = realization.realize(entries)
    theirs = {}
    for account in realization.iter_children(root, leaf_only=True):
        for position in account.balance:
            theirs[_number(account.account), position.units.currency] = str(position.units.number)
    theirs = {key: figure for key, figure in theirs.items() if figure.strip("0.")}
    assert theirs == _ours(busy)
