"""Looking up a tracking number, or a head that was noted, on the boards of all published votes.

Every row stands behind the wall of its cooperative. For one transaction the wall lets those through that bear
what is sought, of whichever cooperative, as it lets a sign-in find its own doors: who knows a number learns of
which vote it is, and nobody can list any. It is one statement over an index, however many votes there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db import transaction

from rochdale.assembly.models import Election
from rochdale.assembly.queries.checking import Place
from rochdale.assembly.queries.elections import ElectionListed
from rochdale.cooperatives import queries as cooperatives
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.tracking import Sought

# The same archive may be published by several cooperatives; more than these is nobody's honest case.
FOUND_MAX: Final = 10
_HEAD: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class OnBoard:
    """An event of a published vote of a cooperative; where a ballot was sought, with its tracker and its place."""

    slug: str
    cooperative: str
    listed: ElectionListed
    height: int
    tracker: str | None
    place: Place | None


def read_head(typed: str) -> str | None:
    """A head as somebody typed it: 64 hexadecimal digits, in groups or not. None if it is none."""
    head = "".join(typed.split()).lower()
    return head if _HEAD.fullmatch(head) else None


def published_ballots(sought: Sought) -> list[OnBoard]:
    """The ballots with this number, or this tracker, on the boards of all published votes; almost always one."""
    found = _found(sought.number.replace(" ", ""))
    return [each for each in found if each.tracker is not None and sought.is_of(each.tracker)]


def published_heads(head: str) -> list[OnBoard]:
    """The events with this hash on the boards of all published votes; almost always one."""
    # Which ballot came just then, and whether it counts, is not what was asked.
    return [replace(each, tracker=None, place=None) for each in _found(head)]


def _found(sought: str) -> list[OnBoard]:
    with _seeking(sought):
        events = rows("assembly", "found_on_boards.sql", {"sought": sought, "lines": FOUND_MAX})
    return [_on_board(*event) for event in events]


@contextmanager
def _seeking(sought: str) -> Iterator[None]:
    with transaction.atomic():
        rows("assembly", "seek.sql", {"sought": sought})
        yield
        rows("assembly", "seek.sql", {"sought": ""})


def _on_board(
    cooperative_id: UUID,
    election_id: UUID,
    height: int,
    tracker: str | None,
    counted: bool | None,  # noqa: FBT001  # as the row has it
) -> OnBoard:
    institution = cooperatives.cooperative(cooperative_id)
    with inside(cooperative_id):
        listed = ElectionListed(
            *Election.objects.values_list("uuid", "titles", "closed_at", "head").get(id=election_id)
        )
    place = None if counted is None else Place.COUNTED if counted else Place.SUPERSEDED
    return OnBoard(institution.slug, institution.name, listed, height, tracker, place)
