"""The columns by their headings, in English and in French, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rochdale.capital.old_register.faults import Faults, shorten

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "number": ("number", "member number", "no", "numéro", "numéro de membre", "no de membre"),
        "kind": ("kind", "type", "nature", "sorte"),
        "given_names": ("given names", "given name", "first name", "first names", "prénoms", "prénom"),
        "family_name": (
            "family name", "last name", "surname", "name", "nom de famille", "nom", "raison sociale",
        ),
        "birth_date": ("birth date", "date of birth", "born on", "date de naissance", "né le", "née le"),
        "language": ("language", "langue"),
        "email": ("e-mail", "email", "e-mail address", "courriel", "adresse courriel"),
        "electronic_letters": (
            "letters by e-mail", "consent to letters by e-mail", "e-mail consent", "lettres par courriel",
            "consentement aux lettres par courriel", "consentement courriel",
        ),
        "telephone": ("telephone", "phone", "téléphone"),
        "street": ("street", "address", "rue", "adresse"),
        "town": ("town", "city", "ville", "municipalité"),
        "postal_code": ("postal code", "postcode", "zip code", "zip", "code postal"),
        "member_class": ("class", "member class", "classe", "catégorie"),
        "joined_on": (
            "joined on", "joined", "member since", "date joined", "admis le", "membre depuis",
            "date d’admission", "date d’adhésion",
        ),
        "left_on": ("left on", "left", "date left", "parti le", "quitté le", "date de départ"),
        "cause": ("cause of leaving", "cause", "cause du départ", "motif du départ"),
        "source_key": ("source key", "key", "id", "clé source", "clé", "identifiant"),
    }
)  # fmt: skip
REQUIRED: Final = ("family_name", "joined_on")
_SHARES: Final = re.compile(
    r"(?:shares|parts)(?:[\s:]+((?!since|depuis)[a-z][a-z0-9_]*))?(?:[\s:]+(since|depuis))?",
    re.IGNORECASE | re.ASCII,
)
_QUALIFYING: Final = "qualifying"
_MARKS: Final = re.compile(r"[\W_]+")
_HEADING_MAX: Final = 80


def _folded(heading: str) -> str:
    bare = unicodedata.normalize("NFKD", heading.casefold())
    return _MARKS.sub(" ", "".join([sign for sign in bare if not unicodedata.combining(sign)])).strip()


_BY_HEADING: Final = {_folded(word): name for name, words in HEADINGS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands: `places` by name, `shares` and `since` by class of shares."""

    width: int
    places: Mapping[str, int]
    shares: Mapping[str, int]
    since: Mapping[str, int]


def column_named(heading: str) -> str | None:
    """The column of a heading: its name, `shares:CODE` or `since:CODE`; None for an unknown one."""
    if len(heading) > _HEADING_MAX:
        return None
    known = _BY_HEADING.get(_folded(heading))
    if known is not None:
        return known
    found = _SHARES.fullmatch(heading.strip())
    if found is None:
        return None
    return f"{'since' if found[2] else 'shares'}:{(found[1] or _QUALIFYING).lower()}"


def separator_of(heading_line: str, separators: Sequence[str]) -> str:
    """The separator that parts a header into the most columns that we know; the first where none does."""
    return max(separators, key=lambda sign: len(set(_known(heading_line.split(sign)))))


def _known(headings: Sequence[str]) -> Iterator[str]:
    for heading in headings[:500]:
        name = column_named(heading.strip().strip('"'))
        if name is not None:
            yield name


def columns_of(line: int, headings: Sequence[str], faults: Faults) -> Columns:
    """The columns of a header row. Faults: unknown_column, repeated_column, missing_column, since_alone."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = column_named(heading)
        if name is None:
            faults.blame(line, "unknown_column", found=shorten(heading), place=place + 1)
        elif name in found:
            faults.blame(line, "repeated_column", column=name, found=shorten(heading), place=place + 1)
        else:
            found[name] = place
    _require(line, found, faults)
    for name, place in found.items():
        if name.startswith("since:") and f"shares:{name[6:]}" not in found:
            faults.blame(line, "since_alone", found=shorten(headings[place]))
    return Columns(
        width=len(headings),
        places={name: place for name, place in found.items() if ":" not in name},
        shares={name[7:]: place for name, place in found.items() if name.startswith("shares:")},
        since={name[6:]: place for name, place in found.items() if name.startswith("since:")},
    )


def _require(line: int, found: Mapping[str, int], faults: Faults) -> None:
    for name in REQUIRED:
        if name not in found:
            faults.blame(line, "missing_column", column=name)
    if "number" not in found and "source_key" not in found:
        faults.blame(line, "no_key_column")
