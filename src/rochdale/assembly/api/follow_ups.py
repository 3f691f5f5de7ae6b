"""What is to be done because of resolutions, for programs."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries import FollowUpSeen, FollowUpStepKind
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership.errors import PersonNotFound
from rochdale.web.api import Answer, Asked, Day, Done, OptionalWords, Words


class FollowUpTold(Answer):
    """A task as it stands: what, by whom, by when; `last` is the last thing that happened to it."""

    id: UUID
    resolution: int
    words: str
    person_id: UUID
    name: str
    due_on: date
    last: str | None
    last_on: date
    has_ended: bool


class FollowUps(Answer):
    """Tasks, what is due first standing first."""

    items: list[FollowUpTold]


class FollowUpAsked(Asked):
    """What is to be done, by whom and by when."""

    words: Words
    person_id: UUID
    due_on: Day


class FollowUpStepAsked(Asked):
    """What became of a task. `due_on` is its new day, `person_id` who does it now."""

    kind: Literal["postponed", "handed_over", "noted", "done", "dropped"]
    words: OptionalWords = ""
    due_on: Day | None = None
    person_id: UUID | None = None


class FollowUpId(Answer):
    """A task."""

    id: UUID


def follow_up_told(task: FollowUpSeen) -> FollowUpTold:
    """A task as programs read it."""
    return FollowUpTold(
        id=task.id,
        resolution=task.number,
        words=task.words,
        person_id=task.person_id,
        name=task.name,
        due_on=task.due_on,
        last=task.last.value if task.last else None,
        last_on=task.last_on,
        has_ended=task.has_ended,
    )


@ROUTES.question("follow-ups", FollowUps)
@requires(Permission.RUN_MEETINGS)
def follow_ups(request: HttpRequest) -> FollowUps:
    """What is still to be done because of resolutions."""
    return FollowUps(items=[follow_up_told(each) for each in queries.follow_ups()])


@ROUTES.verb(
    "resolutions/{int:number}/follow-ups",
    FollowUpId,
    refuses=(
        NotAllowed,
        PersonNotFound,
        errors.ReasonsMissing,
        errors.ResolutionNotFound,
        errors.ResolutionLost,
        errors.ResolutionAnnulled,
        errors.FollowUpDayMissing,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def add_follow_up(request: HttpRequest, number: int, asked: FollowUpAsked) -> FollowUpId:
    """Write down what is to be done because of an adopted resolution."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return FollowUpId(id=actions.add_follow_up(by=by, number=number, **asked.model_dump()))


@ROUTES.verb(
    "follow-ups/{uuid:follow_up_id}/steps",
    Done,
    refuses=(
        NotAllowed,
        PersonNotFound,
        errors.FollowUpEnded,
        errors.FollowUpDayMissing,
        errors.ReasonsMissing,
    ),
    status=HTTPStatus.CREATED,
)
@insiders_only
def move_follow_up(request: HttpRequest, follow_up_id: UUID, asked: FollowUpStepAsked) -> Done:
    """Write what became of a task: the office any step, who does it a note or that it is done."""
    visit = visit_of(request)
    runs = Permission.RUN_MEETINGS in visit.permissions
    try:
        found = queries.follow_up(follow_up_id)
    except errors.FollowUpNotFound as missing:
        raise Http404 from missing
    if not runs and found.person_id != visit.self_id:
        raise Http404
    told = asked.model_dump()
    actions.move_follow_up(
        by=visit.acting(Permission.RUN_MEETINGS) if runs else visit.acting_for_oneself(),
        follow_up_id=follow_up_id,
        kind=FollowUpStepKind(told.pop("kind")),
        **told,
    )
    return Done()
