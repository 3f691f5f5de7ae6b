"""The minutes that an address names, for whom they are shown: the page and the API ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404

from rochdale.assembly.errors import MinutesNotFound
from rochdale.assembly.queries import FloorRole, MeetingSeen, MeetingStepKind
from rochdale.assembly.queries.ballots import provisional_until
from rochdale.assembly.queries.floor import named
from rochdale.assembly.queries.minutes import (
    SIGNING,
    MinutesSeen,
    Reader,
    draft_of,
    is_of_a_body,
    last_signed,
    open_to_members,
    versions,
)
from rochdale.assembly.views.finding import meeting_asked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit

# Each by its own name.
LANGUAGES: Final = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class MinutesAsked:
    """A meeting, the version of its minutes that is shown, all versions that the visitor may see, and what may be
    done: `roles` are those in which the visitor may sign the last version, once nothing is provisional any more."""

    seen: MeetingSeen
    shown: MinutesSeen
    versions: tuple[MinutesSeen, ...]
    may_edit: bool
    roles: tuple[FloorRole, ...]
    provisional_until: datetime | None

    @property
    def last(self) -> int:
        """The number of the last version, 0 where only the draft is."""
        return self.versions[-1].version if self.versions else 0

    @property
    def is_last(self) -> bool:
        """Whether the version that is shown is the last one."""
        return self.shown.version == self.last


def reader_of(visit: Visit) -> Reader:
    """What the visitor may read: members as the by-laws say, officers and auditors all that is signed (Q-48)."""
    with_bodies = Permission.VIEW_MINUTES in visit.permissions
    is_member = visit.self_id is not None and visit.member_number is not None
    return Reader(
        with_drafts=Permission.RUN_MEETINGS in visit.permissions,
        with_bodies=with_bodies,
        is_let_in=with_bodies or (is_member and open_to_members(visit.today)),
    )


def minutes_asked(visit: Visit, number: int, version: int | None = None) -> MinutesAsked:
    """The minutes of a meeting: the last signed version, or for who runs or signs it the last. Raises Http404.

    A version may be named. Raises MinutesNotFound where there is nothing to show to the visitor.
    """
    seen, reader, roles = meeting_asked(number), reader_of(visit), frozenset[FloorRole]()
    if visit.self_id is not None:
        roles = named(meeting_id=seen.id, person_id=visit.self_id) & frozenset(SIGNING)
    if not roles and not (reader.is_let_in and (reader.with_bodies or not is_of_a_body(seen.kind))):
        raise Http404
    found = versions(meeting_id=seen.id)
    with_drafts = reader.with_drafts or bool(roles)
    if not with_drafts:
        # The versions in between are nobody's business: what was signed is.
        last_signed(found, number=number)
        found = [each for each in found if each.is_signed]
    shown = _shown(visit, seen, found, version)
    return MinutesAsked(
        seen,
        shown,
        tuple(found),
        reader.with_drafts,
        _to_sign(visit, found, roles),
        provisional_until(meeting_id=seen.id),
    )


def _shown(visit: Visit, seen: MeetingSeen, found: list[MinutesSeen], version: int | None) -> MinutesSeen:
    if version is not None:
        named_one = next((each for each in found if each.version == version), None)
        if named_one is None:
            raise MinutesNotFound(number=seen.number)
        return named_one
    if found:
        return found[-1]
    if all(step.kind is not MeetingStepKind.OPENED for step in seen.steps):
        raise MinutesNotFound(number=seen.number)
    content = draft_of(seen=seen, cooperative=visit.cooperative)
    return MinutesSeen(0, content, "", None, "", None)


def _to_sign(visit: Visit, found: list[MinutesSeen], roles: frozenset[FloorRole]) -> tuple[FloorRole, ...]:
    if not found:
        return ()
    last = found[-1].signatures
    if any(each.person_id == visit.self_id for each in last):
        return ()
    return tuple(role for role in SIGNING if role in roles and all(each.role is not role for each in last))


def page_asked(visit: Visit, number: int, version: int | None = None) -> MinutesAsked:
    """The minutes that the address names, as far as they are shown to the visitor. Raises Http404."""
    try:
        return minutes_asked(visit, number, version)
    except MinutesNotFound as missing:
        raise Http404 from missing
