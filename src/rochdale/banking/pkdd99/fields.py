"""One row's fields, each read as what its column means; every fault of the row is kept, not only the first.

A reader never raises on bad content. A field that cannot be read yields a stand-in of its type and marks the
row as `faulty`; whoever built a record from it throws the record away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from rochdale.banking.pkdd99.lines import FileRows, Row, shorten
from rochdale.banking.pkdd99.records import CZK, Sex
from rochdale.money.amount import Money
from rochdale.money.errors import AmountMalformed, TooManyDecimals

Term = TypeVar("Term")

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_SIX_DIGITS: Final = re.compile(r"[0-9]{6}")
_TIMESTAMP: Final = re.compile(r"([0-9]{6}) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_BANK: Final = re.compile(r"[A-Z]{2}")
_BANK_ACCOUNT: Final = re.compile(r"[0-9]{1,16}")
_AMOUNT_MINOR_MAX: Final = 10**14
_WOMAN_MONTHS: Final = 50


@lru_cache(maxsize=8192)
def parse_day(text: str) -> date | None:
    """The day written as yymmdd, in the twentieth century, or None if there is none such."""
    if _SIX_DIGITS.fullmatch(text) is None:
        return None
    try:
        return date(1900 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def parse_birth_number(text: str) -> tuple[date, Sex] | None:
    """The birth date and sex in a birth number: yymmdd, the month of a woman plus 50. None if impossible."""
    if _SIX_DIGITS.fullmatch(text) is None:
        return None
    month = int(text[2:4])
    sex = Sex.FEMALE if month > _WOMAN_MONTHS else Sex.MALE
    month -= _WOMAN_MONTHS if sex is Sex.FEMALE else 0
    born = parse_day(f"{text[:2]}{month:02}{text[4:]}")
    return None if born is None else (born, sex)


@dataclass(frozen=True, slots=True)
class Reference:
    """A row that names the id of another file's row; `file` is the name of that other file."""

    line: int
    column: str
    file: str
    id: int


@dataclass(slots=True)
class RowReader:
    """Reads the columns of one whole row by name, into `found.faults` where they cannot be read."""

    row: Row
    found: FileRows
    references: list[Reference]
    faulty: bool = field(default=False)

    def text(self, column: str) -> str:
        """The field as written."""
        return self.row.fields[self.found.layout.columns.index(column)]

    def blame(self, code: str, **facts: object) -> None:
        """Add a fault of this row."""
        self.faulty = True
        self.found.blame(self.row.line, code, **facts)

    def number(self, column: str) -> int:
        """A whole number of up to nine digits. Fault: not_a_number."""
        return self._number(column) or 0

    def _number(self, column: str) -> int | None:
        text = self.text(column)
        if _NUMBER.fullmatch(text):
            return int(text)
        self.blame("not_a_number", column=column, found=shorten(text))
        return None

    def reference(self, column: str, file: str) -> int:
        """The id of a row in another file, to be looked up once all are read. Fault: not_a_number."""
        number = self._number(column)
        if number is None:
            return 0
        self.references.append(Reference(self.row.line, column, file, number))
        return number

    def balance(self, column: str) -> int:
        """An amount of either sign, in minor units.

        Faults: not_an_amount, too_many_decimals, amount_too_large.
        """
        text = self.text(column)
        try:
            minor = Money.parse(text, CZK).minor
        except AmountMalformed:
            self.blame("not_an_amount", column=column, found=shorten(text))
        except TooManyDecimals:
            self.blame("too_many_decimals", column=column, found=shorten(text), decimals_max=CZK.decimals)
        else:
            if abs(minor) < _AMOUNT_MINOR_MAX:
                return minor
            self.blame("amount_too_large", column=column, found=shorten(text))
        return 0

    def amount(self, column: str) -> int:
        """An amount not below zero, in minor units. Faults: those of `balance`, and negative_amount."""
        minor = self.balance(column)
        if minor < 0:
            self.blame("negative_amount", column=column, found=shorten(self.text(column)))
        return minor

    def day(self, column: str) -> date:
        """A date. Fault: impossible_date."""
        return self._day(column, self.text(column))

    def day_of_timestamp(self, column: str) -> date:
        """The date before a time of day, which the bank printed as midnight. Fault: impossible_date."""
        match = _TIMESTAMP.fullmatch(self.text(column))
        return self._day(column, match[1] if match else "")

    def _day(self, column: str, text: str) -> date:
        day = parse_day(text)
        if day is None:
            self.blame("impossible_date", column=column, found=shorten(self.text(column)))
        return day or date.min

    def birth(self, column: str) -> tuple[date, Sex]:
        """A birth number's date and sex. Fault: impossible_birth_number."""
        birth = parse_birth_number(self.text(column))
        if birth is None:
            self.blame("impossible_birth_number", column=column, found=shorten(self.text(column)))
        return birth or (date.min, Sex.FEMALE)

    def term(self, column: str, vocabulary: Mapping[str, Term], unknown: str) -> Term:
        """The meaning of a term of the bank's vocabulary. Fault: the code given as `unknown`."""
        text = self.text(column)
        if text not in vocabulary:
            self.blame(unknown, column=column, found=shorten(text))
            return next(iter(vocabulary.values()))
        return vocabulary[text]

    def bank(self, column: str) -> str:
        """Another bank's two letters. Fault: malformed_bank."""
        return self._matching(column, _BANK, "malformed_bank")

    def bank_account(self, column: str) -> str:
        """An account number at another bank. Fault: malformed_bank_account."""
        return self._matching(column, _BANK_ACCOUNT, "malformed_bank_account")

    def _matching(self, column: str, pattern: re.Pattern[str], code: str) -> str:
        text = self.text(column)
        if pattern.fullmatch(text) is None:
            self.blame(code, column=column, found=shorten(text))
        return text
