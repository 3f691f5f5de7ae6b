"""The lists that statutes ask for: who is entitled to notice at a record date, who joined and left, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import DepartureCause, JoiningCause, Right
from rochdale.membership.queries.rights import Addressee, addressees_at
from rochdale.tenancy.queries import rows

LAPSE = "lapse"
LEAVING_CAUSES = {**{cause.value: cause.label for cause in DepartureCause}, LAPSE: _("lapse")}
JOINING_CAUSES = {cause.value: cause.label for cause in JoiningCause}


class ListKind(StrEnum):
    """One of the lists that are handed out."""

    REGISTER = "register"
    NOTICE = "notice"
    EXCLUDED = "excluded"
    JOINED = "joined"
    LEFT = "left"
    ROLL = "roll"  # of a meeting, drawn by `assembly`


@dataclass(frozen=True, slots=True)
class NoticeList:
    """The members of a record date, by name: who is entitled to notice and vote (rule Q-39), and who is not."""

    on: date
    entitled: tuple[Addressee, ...]
    excluded: tuple[Addressee, ...]

    def listed(self, kind: ListKind) -> tuple[Addressee, ...]:
        """Those of one of the two lists."""
        assert kind in {ListKind.NOTICE, ListKind.EXCLUDED}
        return self.entitled if kind is ListKind.NOTICE else self.excluded


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody who joined or left on a day, and by which cause."""

    number: int
    given_names: str
    family_name: str
    on: date
    cause: str


def notice_list(*, cooperative_id: UUID, on: date) -> NoticeList:
    """Both lists of a record date, in one statement besides that for the by-laws."""
    entitled: list[Addressee] = []
    excluded: list[Addressee] = []
    for each in addressees_at(cooperative_id=cooperative_id, on=on):
        (entitled if Right.VOTE in each.rights.holds else excluded).append(each)
    return NoticeList(on, tuple(entitled), tuple(excluded))


def members_listed(*, cooperative_id: UUID, on: date) -> tuple[Addressee, ...]:
    """Every member of a day by name, with the name and address of that day, in one statement besides the by-laws'."""
    return tuple(addressees_at(cooperative_id=cooperative_id, on=on))


def joined_between(*, cooperative_id: UUID, first: date, last: date) -> tuple[Movement, ...]:
    """Who joined from the first to the last day, both counted."""
    return _movements("joined.sql", cooperative_id, first, last)


def left_between(*, cooperative_id: UUID, first: date, last: date) -> tuple[Movement, ...]:
    """Whose membership ended from the first to the last day, both counted."""
    return _movements("left.sql", cooperative_id, first, last)


def _movements(name: str, cooperative_id: UUID, first: date, last: date) -> tuple[Movement, ...]:
    found = rows("membership", name, {"cooperative_id": cooperative_id, "first": first, "last": last})
    return tuple(Movement(*row) for row in found)
