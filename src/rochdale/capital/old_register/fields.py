"""From the text of a field to its value, or a fault that quotes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rochdale.capital.old_register.faults import Faults, shorten

EARLIEST: Final = date(1850, 1, 1)
NUMBER_MAX: Final = 999_999_999_999
SHARES_MAX: Final = 100_000_000
LENGTH_MAX: Final[Mapping[str, int]] = MappingProxyType(
    {
        "given_names": 120,
        "family_name": 200,
        "email": 254,
        "telephone": 40,
        "street": 200,
        "town": 100,
        "postal_code": 20,
        "source_key": 100,
    }
)
_LENGTH_ELSE: Final = 60
# What no name or address has in it: signs that do not print, and those that turn the direction of writing.
_HIDDEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_FORMULA: Final = re.compile(r"[=+\-@]")
_TELEPHONE: Final = re.compile(r"\+?[\d(][\d\s().,/#x+-]*(?:(?:ext|poste|p)\.?\s*\d+)?", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^\s@,;:\"<>()\[\]\\]+@[^\s@,;:\"<>()\[\]\\.]+(?:\.[^\s@,;:\"<>()\[\]\\.]+)+")
_DIGITS: Final = re.compile(r"[0-9]+")


class Dates(StrEnum):
    """In which order days are written."""

    ISO = "iso"
    DAY_FIRST = "d/m/y"
    MONTH_FIRST = "m/d/y"


_DATES: Final = {
    Dates.ISO: re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII),
    Dates.DAY_FIRST: re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", re.ASCII),
    Dates.MONTH_FIRST: re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4})", re.ASCII),
}
WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "kind": {
            "person": "natural", "natural": "natural", "personne": "natural", "individual": "natural",
            "personne physique": "natural", "particulier": "natural", "organization": "organization",
            "organisation": "organization", "organisme": "organization", "entreprise": "organization",
            "personne morale": "organization",
        },
        "member_class": {
            "full": "full", "full member": "full", "de plein droit": "full", "plein droit": "full",
            "régulier": "full", "auxiliary": "auxiliary", "auxiliary member": "auxiliary",
            "auxiliaire": "auxiliary",
        },
        "language": {
            "fr": "fr", "français": "fr", "french": "fr", "en": "en", "english": "en", "anglais": "en",
        },
        "electronic_letters": {"yes": "yes", "oui": "yes", "no": "no", "non": "no"},
        "cause": {
            "withdrawal": "withdrawal", "retrait": "withdrawal", "démission": "withdrawal",
            "exclusion": "exclusion", "expulsion": "exclusion", "death": "death", "décès": "death",
            "end of the organization": "end_of_organization", "dissolution": "end_of_organization",
            "fin de l’organisme": "end_of_organization",
        },
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row, with the faults it may add to."""

    line: int
    column: str
    text: str
    faults: Faults

    def blame(self, code: str, **facts: object) -> None:
        """Add a fault that names the column and quotes the field."""
        self.faults.blame(self.line, code, column=self.column, found=shorten(self.text), **facts)


def text_in(cell: Cell) -> str:
    """A text, its letters composed. Faults: hidden_sign, too_long, formula."""
    text = cell.text if cell.text.isascii() else unicodedata.normalize("NFC", cell.text)
    if not text:
        return ""
    longest = LENGTH_MAX.get(cell.column, _LENGTH_ELSE)
    if len(text) > longest:
        cell.blame("too_long", length=len(text), length_max=longest)
    elif _HIDDEN.search(text):
        cell.blame("line_break" if "\n" in text else "hidden_sign")
    elif _FORMULA.match(text) and not (cell.column == "telephone" and _TELEPHONE.fullmatch(text)):
        cell.blame("formula")
    else:
        return text
    return ""


def name_in(cell: Cell) -> str:
    """A name that is not missing. Faults: missing, and those of a text; no_letter where nothing can be read."""
    if not cell.text:
        cell.blame("missing")
        return ""
    text = text_in(cell)
    if text and not any(sign.isalnum() for sign in text):
        cell.blame("no_letter")
        return ""
    return text


def email_in(cell: Cell) -> str:
    """An e-mail address. Faults: malformed_email, and those of a text."""
    text = text_in(cell)
    if text and not _EMAIL.fullmatch(text):
        cell.blame("malformed_email")
        return ""
    return text


def word_in(cell: Cell, otherwise: str) -> str:
    """One of the words of a column, as we call it; `otherwise` for an empty field. Fault: unknown_word."""
    if not cell.text:
        return otherwise
    words = WORDS[cell.column]
    said = unicodedata.normalize("NFC", cell.text).casefold().replace("'", "’")
    if said not in words:
        cell.blame("unknown_word")
        return otherwise
    return words[said]


def number_in(cell: Cell, most: int) -> int | None:
    """A whole number from 1 on, None for an empty field. Faults: not_a_number, number_too_large."""
    if not cell.text:
        return None
    if not _DIGITS.fullmatch(cell.text) or not cell.text.strip("0"):
        cell.blame("not_a_number")
        return None
    if len(cell.text.lstrip("0")) > len(str(most)) or int(cell.text) > most:
        cell.blame("number_too_large", most=most)
        return None
    return int(cell.text)


def quantity_in(cell: Cell) -> int:
    """How many shares; an empty field and 0 are none. Faults: not_a_number, number_too_large."""
    if cell.text and not cell.text.strip("0"):
        return 0
    return number_in(cell, SHARES_MAX) or 0


def day_in(cell: Cell, dates: Dates, today: date) -> date | None:
    """A day up to today, None for an empty field. Faults: impossible_date, date_too_early, date_to_come."""
    if not cell.text:
        return None
    found = _DATES[dates].fullmatch(cell.text)
    if found is None:
        cell.blame("unread_date", order=dates.value)
        return None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        cell.blame("impossible_date")
        return None
    if day < EARLIEST:
        cell.blame("date_too_early", earliest=EARLIEST)
        return None
    if day > today:
        cell.blame("date_to_come", today=today)
        return None
    return day
