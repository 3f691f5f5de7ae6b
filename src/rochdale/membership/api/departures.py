"""Leaving, step by step, as programs ask for it: the same steps, by the same persons, as on the pages."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from pydantic import Field

from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, members_only, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, queries
from rochdale.membership.actions import BoardVote
from rochdale.membership.errors import (
    CauseUnfit,
    DepartureNotFound,
    DepartureUnderWay,
    GroundNotInBylaws,
    LeavesBeforeJoining,
    LeavesInFuture,
    MeetingDecides,
    MembershipEnded,
    NoticeTooShort,
    OwnDeparture,
    StepOutOfOrder,
    TooEarly,
    TooLate,
    VotesImpossible,
    WordsMissing,
)
from rochdale.membership.queries import DepartureCause, DepartureStepKind, FilePart, TakenStep
from rochdale.membership.views.departures import acting_for_step, begin, departure_seen
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.member_files import member_file
from rochdale.web.api import Answer, Asked, Day, OptionalWords, Routes, Words

ROUTES = Routes("departures")
_K = DepartureStepKind
_BEGINNING: tuple[type[Refusal], ...] = (NotAllowed, OwnMatter, MembershipEnded, DepartureUnderWay)
Count = Annotated[int, Field(strict=True, ge=0, le=999)]
STEP_REFUSALS: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    DepartureNotFound,
    StepOutOfOrder,
    OwnDeparture,
)


class Step(Answer):
    """One step: what happened and when, the day that it names, and by when something is to follow."""

    kind: str
    on: date
    at: datetime
    named_date: date | None
    next_by: date | None
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    directors: int | None
    words: str


class Departure(Answer):
    """A membership on its way to an end: its steps, which kinds may follow, and the days that bind them."""

    id: UUID
    member_number: int
    person_id: UUID
    cause: str
    ground: str
    opened_on: date
    steps: list[Step]
    follows: list[str]
    earliest_end: date | None
    next_by: date | None


class DepartureListed(Answer):
    """A departure under way, in a list."""

    id: UUID
    member_number: int
    name: str
    cause: str
    opened_on: date
    last: str
    next_by: date | None


class Departures(Answer):
    """The departures under way, the oldest first."""

    items: list[DepartureListed]


class Begun(Answer):
    """The departure that was begun."""

    id: UUID


class LeaveAsked(Asked):
    """Why one leaves, if one wishes to say."""

    words: OptionalWords = ""


class DepartureAsked(Asked):
    """Why a membership is to end: `ground` is the by-laws' word for an exclusion, `on` the day of a death or an end."""

    cause: Literal["withdrawal", "exclusion", "death", "end_of_organization"]
    ground: Annotated[str, Field(max_length=100, pattern=r"^[a-z_]*$")] = ""
    on: Day | None = None
    words: OptionalWords = ""


class StepAsked(Asked):
    """What is to be written down of a step."""

    words: Words


class FreeStepAsked(Asked):
    """A step to which something may be said."""

    words: OptionalWords = ""


class DatedStepAsked(StepAsked):
    """A step that names a day: a hearing, or an effect."""

    on: Day


class VoteAsked(StepAsked):
    """How the directors voted, and how many the board has."""

    directors: Count
    votes_for: Count
    votes_against: Count
    votes_abstained: Count


class AppealDecision(StepAsked):
    """Whether the exclusion stands, and why."""

    is_upheld: Annotated[bool, Field(strict=True)]


class NoWords(Asked):
    """A step that says everything by itself."""


@ROUTES.question("departures", Departures)
@requires(Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE)
def departures(request: HttpRequest) -> Departures:
    """The memberships on their way to an end, the oldest first, at most 200."""
    found = queries.departures_under_way()
    return Departures(
        items=[
            DepartureListed(
                id=each.id,
                member_number=each.member_number,
                name=each.name,
                cause=each.cause.value,
                opened_on=each.opened_on,
                last=each.last.value,
                next_by=each.next_by,
            )
            for each in found
        ]
    )


@ROUTES.question("departures/{uuid:departure_id}", Departure)
@insiders_only
def departure(request: HttpRequest, departure_id: UUID) -> Departure:
    """One departure: your own, or any for officers of the register and the board."""
    told = departure_told(request, departure_id)
    note_look(visit_of(request), FilePart.DEPARTURE, told.person_id)
    return told


def departure_told(request: HttpRequest, departure_id: UUID) -> Departure:
    """A departure as it stands, for the rooms above as well: the last step is taken where shares are known."""
    found = departure_seen(visit_of(request), departure_id)
    return Departure(
        id=found.id,
        member_number=found.member_number,
        person_id=found.person_id,
        cause=found.cause.value,
        ground=found.ground,
        opened_on=found.opened_on,
        steps=[_step(each) for each in found.steps],
        follows=sorted(found.follows),
        earliest_end=found.earliest_end,
        next_by=found.next_by,
    )


def _step(step: TakenStep) -> Step:
    return Step(
        kind=step.kind.value,
        on=step.on,
        at=step.at,
        named_date=step.named_date,
        next_by=step.next_by,
        votes_for=step.votes_for,
        votes_against=step.votes_against,
        votes_abstained=step.votes_abstained,
        directors=step.directors,
        words=step.words,
    )


@ROUTES.verb("my-file/departure", Begun, refuses=_BEGINNING, status=HTTPStatus.CREATED)
@members_only
def leave(request: HttpRequest, asked: LeaveAsked) -> Begun:
    """Give notice of leaving. It can be taken back until the membership ends."""
    visit = visit_of(request)
    assert visit.member_number is not None
    return Begun(id=actions.ask_to_leave(by=visit.acting(), number=visit.member_number, words=asked.words))


@ROUTES.verb(
    "register/{int:number}/departures",
    Begun,
    refuses=(
        *_BEGINNING,
        CauseUnfit,
        BylawNotInForce,
        GroundNotInBylaws,
        LeavesBeforeJoining,
        LeavesInFuture,
        OwnDeparture,
        WordsMissing,
    ),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE)
def begin_departure(request: HttpRequest, number: int, asked: DepartureAsked) -> Begun:
    """Write down that a member leaves, died or ended; or propose an exclusion to the board.

    A day is needed for a death and for the end of an organization: the business day where none is said.
    """
    visit = visit_of(request)
    member_file(number)
    sent = {"ground": asked.ground, "words": asked.words, "day": asked.on or visit.today}
    return Begun(id=begin(visit, number, DepartureCause(asked.cause), sent))


def _by(request: HttpRequest, departure_id: UUID, kind: DepartureStepKind) -> Acting:
    visit = visit_of(request)
    return acting_for_step(visit, departure_seen(visit, departure_id), kind)


@ROUTES.verb("departures/{uuid:departure_id}/taken-back", Departure, refuses=STEP_REFUSALS)
@freshly_signed_in
@insiders_only
def take_back(request: HttpRequest, departure_id: UUID, asked: FreeStepAsked) -> Departure:
    """Stop a withdrawal, or an exclusion before it is heard; the membership goes on."""
    by = _by(request, departure_id, _K.TAKEN_BACK)
    actions.take_back(by=by, departure_id=departure_id, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/notice", Departure, refuses=(*STEP_REFUSALS, WordsMissing, NoticeTooShort)
)
@freshly_signed_in
@insiders_only
def notify_hearing(request: HttpRequest, departure_id: UUID, asked: DatedStepAsked) -> Departure:
    """Give the member notice of the hearing on a day, with its place and hour."""
    by = _by(request, departure_id, _K.NOTIFIED)
    actions.notify_hearing(by=by, departure_id=departure_id, hearing_on=asked.on, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/hearing", Departure, refuses=(*STEP_REFUSALS, WordsMissing, TooEarly)
)
@freshly_signed_in
@insiders_only
def hear(request: HttpRequest, departure_id: UUID, asked: StepAsked) -> Departure:
    """Write down what the member said, or that nobody came."""
    actions.hear(by=_by(request, departure_id, _K.HEARD), departure_id=departure_id, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/vote",
    Departure,
    refuses=(*STEP_REFUSALS, WordsMissing, VotesImpossible, MeetingDecides, BylawNotInForce),
)
@freshly_signed_in
@insiders_only
def decide_exclusion(request: HttpRequest, departure_id: UUID, asked: VoteAsked) -> Departure:
    """Write down the directors' vote; below the by-law's majority the proposal is dismissed."""
    by, vote = _by(request, departure_id, _K.DECIDED), BoardVote.of(asked.model_dump())
    actions.decide_exclusion(by=by, departure_id=departure_id, vote=vote, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/decision", Departure, refuses=(*STEP_REFUSALS, WordsMissing, TooEarly)
)
@freshly_signed_in
@insiders_only
def tell_decision(request: HttpRequest, departure_id: UUID, asked: DatedStepAsked) -> Departure:
    """Tell the member the decision with its reasons, and the day from which it takes effect."""
    by = _by(request, departure_id, _K.TOLD)
    actions.tell_decision(by=by, departure_id=departure_id, effective_on=asked.on, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/appeal", Departure, refuses=(*STEP_REFUSALS, WordsMissing, TooLate)
)
@freshly_signed_in
@insiders_only
def appeal_exclusion(request: HttpRequest, departure_id: UUID, asked: StepAsked) -> Departure:
    """Appeal against an exclusion, for yourself or for the member at your counter."""
    by = _by(request, departure_id, _K.APPEALED)
    actions.appeal_exclusion(by=by, departure_id=departure_id, words=asked.words)
    return departure_told(request, departure_id)


@ROUTES.verb(
    "departures/{uuid:departure_id}/appeal-decision", Departure, refuses=(*STEP_REFUSALS, WordsMissing)
)
@freshly_signed_in
@insiders_only
def decide_appeal(request: HttpRequest, departure_id: UUID, asked: AppealDecision) -> Departure:
    """Write down what became of the appeal."""
    by = _by(request, departure_id, _K.UPHELD if asked.is_upheld else _K.OVERTURNED)
    actions.decide_appeal(by=by, departure_id=departure_id, is_upheld=asked.is_upheld, words=asked.words)
    return departure_told(request, departure_id)
