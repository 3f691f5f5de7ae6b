"""The register of resolutions: every decision with its figures, what followed, and what is to be done.

Asked inside a cooperative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.errors import FollowUpNotFound, ResolutionNotFound
from rochdale.assembly.models import AnnulmentGround, FollowUpStepKind, Majority, MeetingKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.cooperatives import queries as cooperatives
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows
from rochdale.voting.motions import Basis, Decision, Quorum, Terms, Threshold, Vote, Votes, decide

PAGE_LINES: Final = 50
FOLLOW_UPS_MAX: Final = 200
_SEARCH_LENGTH_MAX: Final = 200
_NUMBER_DIGITS_MAX: Final = 9
_ENDED: Final = frozenset({FollowUpStepKind.DONE, FollowUpStepKind.DROPPED})


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """A resolution in a list. `effect` is the kind of what follows, `run_on` the day it ran."""

    number: int
    titles: Mapping[str, str]
    decided_on: date
    is_adopted: bool
    effect: str
    meeting_kind: MeetingKind
    run_on: date | None
    annulled_on: date | None

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)


@dataclass(frozen=True, slots=True)
class ResolutionsPage:
    """Some lines, the latest first. `next_before` is the number before which the next page begins."""

    lines: tuple[ResolutionLine, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class RunSeen:
    """An effect that ran: when, by whom, and where what it changed is found."""

    on_date: date
    at: datetime
    place: str
    values: Mapping[str, Any]
    person_id: UUID | None
    name: str
    authority: str


@dataclass(frozen=True, slots=True)
class AnnulmentSeen:
    """Why a resolution no longer holds; `by_number` is the resolution that says so."""

    ground: AnnulmentGround
    words: str
    on_date: date
    by_number: int | None


@dataclass(frozen=True, slots=True)
class ObjectionSeen:
    """What somebody objects, in their own words."""

    person_id: UUID
    name: str
    words: str
    on_date: date


@dataclass(frozen=True, slots=True)
class FollowUpSeen:
    """What is to be done because of a resolution, as it stands."""

    id: UUID
    number: int
    titles: Mapping[str, str]
    meeting_kind: MeetingKind
    place: int
    words: str
    person_id: UUID
    name: str
    due_on: date
    last: FollowUpStepKind | None
    last_words: str
    last_on: date

    @property
    def has_ended(self) -> bool:
        """Whether it was done or given up."""
        return self.last in _ENDED

    def is_late(self, on: date) -> bool:
        """Whether its day is over and it is not done."""
        return not self.has_ended and self.due_on < on


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What happened to a follow-up."""

    kind: FollowUpStepKind
    words: str
    due_on: date | None
    name: str
    on_date: date


@dataclass(frozen=True, slots=True)
class ResolutionSeen:
    """A resolution with every figure, its annulment and objections, its effect, and what is to be done.

    `annuls` are the numbers of the resolutions that it annulled.
    """

    id: UUID
    number: int
    meeting_id: UUID
    meeting: int
    meeting_kind: MeetingKind
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    majority: Majority
    terms: Terms
    votes: Votes
    casting_vote: Vote | None
    quorum_present: int
    quorum_needed: int
    is_adopted: bool
    decided_on: date
    bylaw_version: int
    effect: str
    effect_facts: Mapping[str, Any]
    run: RunSeen | None
    annulment: AnnulmentSeen | None
    annuls: tuple[int, ...]
    objections: tuple[ObjectionSeen, ...]
    follow_ups: tuple[FollowUpSeen, ...]

    def title(self, language: str) -> str:
        """Its title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)

    @property
    def decision(self) -> Decision:
        """The figures weighed again, with each step of the way (INV-91)."""
        return decide(self.terms, self.votes, self.casting_vote)


def resolutions(
    *,
    search: str = "",
    adopted: bool | None = None,
    of_bodies: bool = False,
    waiting: bool = False,
    before: int | None = None,
    limit: int = PAGE_LINES,
) -> ResolutionsPage:
    """One page of the register: `search` is a number, or words of titles and texts in any order.

    `of_bodies` brings those of the board and of committees; `waiting` those alone whose effect is still to run.
    """
    text = search[:_SEARCH_LENGTH_MAX].replace("\0", "").strip()
    bare = text.removeprefix("#").strip()
    is_number = bare.isascii() and bare.isdigit() and len(bare) <= _NUMBER_DIGITS_MAX
    asked = {
        "before": before,
        "of_bodies": of_bodies,
        "adopted": adopted,
        "waiting": waiting,
        "number": int(bare) if is_number else None,
        "words": [] if is_number else text.split(),
        "lines": limit + 1,
    }
    found = [_line(row) for row in rows("assembly", "resolutions_page.sql", asked)]
    more = len(found) > limit
    return ResolutionsPage(tuple(found[:limit]), found[limit - 1].number if more else None)


def _line(row: tuple[Any, ...]) -> ResolutionLine:
    number, titles, decided_on, is_adopted, effect, kind, run_on, annulled_on = row
    return ResolutionLine(
        number, titles, decided_on, is_adopted, effect, MeetingKind(kind), run_on, annulled_on
    )


def resolution(number: int) -> ResolutionSeen:
    """One resolution with all that is known of it. Raises ResolutionNotFound."""
    row = models.Resolution.objects.filter(number=number).first() if 0 < number < 2**31 else None
    if row is None:
        raise ResolutionNotFound(number=number)
    meeting = models.Meeting.objects.get(id=row.meeting_id)
    part = Fraction(row.part_numerator, row.part_denominator)
    threshold = Threshold(part, Basis(row.basis), exceeded=row.is_exceeded)
    return ResolutionSeen(
        id=row.id,
        number=row.number,
        meeting_id=meeting.id,
        meeting=meeting.number,
        meeting_kind=MeetingKind(meeting.kind),
        titles=row.titles,
        texts=row.texts,
        majority=Majority(row.majority),
        terms=Terms(threshold, Quorum(), casting_vote=bool(row.casting_vote)),
        votes=Votes(row.yes, row.no, row.abstain, row.present, row.entitled, row.blank, row.spoilt),
        casting_vote=Vote(row.casting_vote) if row.casting_vote else None,
        quorum_present=row.quorum_present,
        quorum_needed=row.quorum_needed,
        is_adopted=row.is_adopted,
        decided_on=row.decided_on,
        bylaw_version=row.bylaw_version,
        effect=row.effect,
        effect_facts=row.effect_facts,
        run=_run(row.id),
        annulment=_annulment(row.id),
        annuls=_annuls(row.id),
        objections=_objections(row.id),
        follow_ups=follow_ups(resolution_id=row.id, with_ended=True),
    )


def _run(resolution_id: UUID) -> RunSeen | None:
    found = rows("assembly", "effect_seen.sql", {"resolution_id": resolution_id})
    if not found:
        return None
    on_date, at, place, values, person_id, authority = found[0]
    name = membership.names_of(person_ids=[person_id])[person_id] if person_id else ""
    return RunSeen(on_date, at, place, values, person_id, name, authority)


def _annulment(resolution_id: UUID) -> AnnulmentSeen | None:
    row = models.Annulment.objects.filter(resolution_id=resolution_id).first()
    if row is None:
        return None
    later = models.Resolution.objects.filter(id__in=[row.by_resolution_id] if row.by_resolution_id else [])
    by_number = later.values_list("number", flat=True).first()
    return AnnulmentSeen(AnnulmentGround(row.ground), row.words, row.on_date, by_number)


def _annuls(resolution_id: UUID) -> tuple[int, ...]:
    ids = models.Annulment.objects.filter(by_resolution_id=resolution_id).values_list(
        "resolution_id", flat=True
    )
    found = models.Resolution.objects.filter(id__in=list(ids)).order_by("number")
    return tuple(found.values_list("number", flat=True))


def _objections(resolution_id: UUID) -> tuple[ObjectionSeen, ...]:
    found = list(models.Objection.objects.filter(resolution_id=resolution_id).order_by("id"))
    names = membership.names_of(person_ids=[row.person_id for row in found])
    return tuple(ObjectionSeen(row.person_id, names[row.person_id], row.words, row.on_date) for row in found)


def follow_ups(
    *, resolution_id: UUID | None = None, with_ended: bool = False, limit: int = FOLLOW_UPS_MAX
) -> tuple[FollowUpSeen, ...]:
    """What is to be done, of one resolution or of all; what is due first stands first."""
    return _follow_ups(resolution_id, None, with_ended=with_ended, limit=limit)


def follow_up(follow_up_id: UUID) -> FollowUpSeen:
    """One task as it stands. Raises FollowUpNotFound."""
    found = _follow_ups(None, follow_up_id, with_ended=True, limit=1)
    if not found:
        raise FollowUpNotFound
    return found[0]


def _follow_ups(
    resolution_id: UUID | None, follow_up_id: UUID | None, *, with_ended: bool, limit: int
) -> tuple[FollowUpSeen, ...]:
    asked = {
        "resolution_id": resolution_id,
        "follow_up_id": follow_up_id,
        "with_ended": with_ended,
        "lines": limit,
    }
    found = rows("assembly", "follow_ups_open.sql", asked)
    names = membership.names_of(person_ids=[row[6] for row in found])
    return tuple(
        FollowUpSeen(
            id=row[0],
            number=row[1],
            titles=row[2],
            meeting_kind=MeetingKind(row[3]),
            place=row[4],
            words=row[5],
            person_id=row[6],
            name=names[row[6]],
            due_on=row[7],
            last=FollowUpStepKind(row[8]) if row[8] else None,
            last_words=row[9],
            last_on=row[10],
        )
        for row in found
    )


def follow_up_steps(follow_up_id: UUID) -> Sequence[StepTaken]:
    """What happened to a task, in order."""
    found = list(models.FollowUpStep.objects.filter(follow_up_id=follow_up_id).order_by("place"))
    names = membership.names_of(person_ids=[row.person_id for row in found if row.person_id])
    return [
        StepTaken(
            FollowUpStepKind(row.kind),
            row.words,
            row.due_on,
            names[row.person_id] if row.person_id else "",
            row.on_date,
        )
        for row in found
    ]


def open_to_members(on: date) -> bool:
    """Whether the by-laws let members read the resolutions of their meetings; they do where they say nothing."""
    stated = cooperatives.bylaws(on).get("resolutions_open_to_members")
    return stated is None or stated.allowed
