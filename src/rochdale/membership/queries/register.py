"""The register: looking up members, and reading it page by page.

A page is asked for by a cursor (the last line seen), never by an offset, so that it costs the same at the end
of forty thousand members as at the beginning, and a line that arrives meanwhile shifts nothing.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.membership.errors import MemberNotFound
from rochdale.membership.models import JoiningCause, Member, MemberClass, PersonKind
from rochdale.membership.queries.names import folded, shown_name, spoken_name
from rochdale.membership.queries.particulars import Particulars
from rochdale.membership.queries.persons import person
from rochdale.tenancy.queries import rows

PAGE_LINES_MAX = 200
_SEARCH_LENGTH_MAX = 100
_WORDS_MAX = 4
_NUMBER_DIGITS_MAX = 18
_LAST_SIGN = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A line of the register. `left_on` is the first day after the membership, None while it lasts."""

    member_id: UUID
    person_id: UUID
    number: int
    name: str
    family_name: str
    given_names: str
    kind: PersonKind
    town: str
    member_class: MemberClass
    joined_on: date
    left_on: date | None
    sorting_name: str

    @property
    def cursor(self) -> str:
        """The place after this line, to be given back as `after_cursor`."""
        return base64.urlsafe_b64encode(f"{self.number}:{self.sorting_name}".encode()).decode()


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some lines of the register, by name. `next_cursor` is empty on the last page."""

    lines: tuple[MemberLine, ...]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A member as the register knows them; accounts and shares belong to other rooms."""

    member_id: UUID
    person_id: UUID
    number: int
    member_class: MemberClass
    joined_on: date
    left_on: date | None
    act_id: UUID
    particulars: Particulars
    can_sign_in: bool
    joining_cause: JoiningCause = JoiningCause.APPLICATION
    bond_ground: str = ""
    out_of_bond_since: date | None = None

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return self.particulars.name


def register(
    *, cooperative_id: UUID, search: str = "", after_cursor: str = "", limit: int = 50
) -> RegisterPage:
    """One page of the register in one statement, those who left included.

    `search` is a member's number, a whole e-mail address, or beginnings of words of the name, in any order and
    without regard to accents; the database keeps those words (INV-34). A cursor that cannot be read starts
    again from the first page.
    """
    limit = max(1, min(limit, PAGE_LINES_MAX))
    text = search[:_SEARCH_LENGTH_MAX].strip()
    parameters = {"cooperative_id": cooperative_id, "lines": limit + 1, **_after(after_cursor)}
    if text:
        found = rows("membership", "register_search.sql", parameters | asked(text))
    else:
        found = rows("membership", "register_page.sql", parameters)
    lines = tuple(_line(row) for row in found[:limit])
    return RegisterPage(lines=lines, next_cursor=lines[-1].cursor if len(found) > limit else "")


def asked(search: str) -> dict[str, object]:
    """What a search looks for: a number, an address, or words."""
    text = search[:_SEARCH_LENGTH_MAX].strip()
    nothing: dict[str, object] = {"number": None, "email": None, "words": [], "words_end": []}
    bare = text.removeprefix("#").strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= _NUMBER_DIGITS_MAX:
        return nothing | {"number": int(bare)}
    if "@" in text:
        return nothing | {"email": text.replace("\0", "").lower()}
    words = list(dict.fromkeys(folded(text).split()))[:_WORDS_MAX]
    return nothing | {"words": words, "words_end": [word + _LAST_SIGN for word in words]}


def name_asked(search: str) -> dict[str, object]:
    """The beginning of a whole folded name, and where names that begin so end; nothing for a number."""
    name = folded(search[:_SEARCH_LENGTH_MAX])
    if not name or name.isdigit():
        return {"name": None, "name_end": None}
    return {"name": name, "name_end": name + _LAST_SIGN}


def _after(cursor: str) -> dict[str, object]:
    try:
        number, sorting_name = base64.urlsafe_b64decode(cursor.encode()).decode().split(":", 1)
        return {"after_name": sorting_name.replace("\0", ""), "after_number": min(int(number), 2**63 - 1)}
    except (ValueError, binascii.Error):
        return {"after_name": None, "after_number": None}


def _line(row: tuple[Any, ...]) -> MemberLine:
    (
        member_id,
        person_id,
        number,
        given,
        family,
        kind,
        town,
        member_class,
        joined_on,
        left_on,
        sorting_name,
    ) = row
    return MemberLine(
        member_id=member_id,
        person_id=person_id,
        number=number,
        name=spoken_name(given, family),
        family_name=shown_name(family),
        given_names=given,
        kind=PersonKind(kind),
        town=town,
        member_class=MemberClass(member_class),
        joined_on=joined_on,
        left_on=left_on,
        sorting_name=sorting_name,
    )


def member(*, number: int) -> MemberFile:
    """One member of the current cooperative by number, also after leaving. Raises MemberNotFound."""
    line = Member.objects.filter(number=number).first() if 0 < number < 2**63 else None
    if line is None:
        raise MemberNotFound(number=number)
    file = person(person_id=line.person_id)
    return MemberFile(
        member_id=line.id,
        person_id=line.person_id,
        number=line.number,
        member_class=MemberClass(line.member_class),
        joined_on=line.joined_on,
        left_on=line.left_on,
        act_id=line.act_id,
        particulars=file.particulars,
        can_sign_in=file.can_sign_in,
        joining_cause=JoiningCause(line.joining_cause),
        bond_ground=line.bond_ground,
        out_of_bond_since=line.out_of_bond_since,
    )


def is_number_taken(*, number: int) -> bool:
    """Whether a member, present or former, has this number."""
    return Member.objects.filter(number=number).exists()


def member_of(*, person_id: UUID) -> int | None:
    """The number of a person's present membership, or None."""
    return Member.objects.filter(person_id=person_id, left_on=None).values_list("number", flat=True).first()


def members_at(*, cooperative_id: UUID, on: date) -> int:
    """How many members the cooperative had at the end of a day."""
    found = rows("membership", "members_at.sql", {"cooperative_id": cooperative_id, "on": on})
    counted: int = found[0][0]
    return counted
