"""Applications for membership as officers decide them; an applicant's own way is in `joining` and `following`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.cooperatives.errors import BylawNotInForce, NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions, errors, queries
from rochdale.membership.queries import ApplicationStepKind, MatchVerdict
from rochdale.membership.views.applications.file import acting_for_application, application_file
from rochdale.web.api import Answer, Asked, Cursors, OptionalWords, PageAsked, Routes, Words

ROUTES = Routes("applications")
_QUEUE = Cursors("applications")
_FOR_OFFICERS = (Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)
_STEP: tuple[type[Refusal], ...] = (
    NotAllowed,
    OwnMatter,
    errors.ApplicationNotFound,
    errors.ApplicationStepOutOfOrder,
    errors.OwnApplication,
)
_DECIDING: tuple[type[Refusal], ...] = (
    *_STEP,
    errors.ApplicantIsMember,
    errors.BoardDecides,
    errors.OutsideBond,
    errors.SamePersonOpen,
    BylawNotInForce,
)


class ApplicationListed(Answer):
    """An application in a list. `due_on` is the day by which something is to happen."""

    id: UUID
    number: int
    name: str
    kind: str
    state: str
    state_on: date
    due_on: date | None
    applied_on: date


class ApplicationPage(Answer):
    """Some applications, what is due first standing first. `next_cursor` is None on the last page."""

    items: list[ApplicationListed]
    next_cursor: str | None


class ApplicationsAsked(PageAsked):
    """Where they stand: with officers where nothing is said; or what to search for, among all."""

    states: list[ApplicationStepKind] = []
    search: Annotated[str, Field(max_length=100, pattern=r"^[^\u0000-\u001f\u007f]*$")] = ""


class ApplicationStep(Answer):
    """One step: what happened, when, and by when something is to follow, and what the applicant reads."""

    kind: str
    on: date
    at: datetime
    next_by: date | None
    ground: str
    words: str
    by_person_id: UUID | None


class Possible(Answer):
    """Somebody known who may be the applicant, why, and what an officer said of it."""

    person_id: UUID
    name: str
    whys: list[str]
    is_member: bool
    verdict: str | None


class Application(Answer):
    """An application with its steps, which kinds may follow, and who it may be. Its papers are asked for beside it."""

    id: UUID
    number: int
    name: str
    kind: str
    member_class: str
    shares: int
    instalments: int
    bond: str
    language: str
    applied_on: date
    person_id: UUID | None
    member_number: int | None
    steps: list[ApplicationStep]
    follows: list[str]
    possible: list[Possible]


class Said(Asked):
    """What the applicant is told."""

    words: Words


class SaidFreely(Asked):
    """What the applicant is told, if there is something to say."""

    words: OptionalWords = ""


class ApplicationRefusalAsked(Said):
    """On which ground of the by-laws, and why."""

    ground: Annotated[str, Field(max_length=100, pattern=r"^[a-z_]+$")]


class RefusalAppealDecision(Said):
    """Whether the refusal stays, and why."""

    is_upheld: Annotated[bool, Field(strict=True)]


class Match(Asked):
    """Whether the applicant is a person who is known, or another."""

    verdict: Literal["same", "another"]


@ROUTES.question("applications", ApplicationPage)
@requires(*_FOR_OFFICERS)
def applications(request: HttpRequest, asked: Query[ApplicationsAsked]) -> ApplicationPage:
    """The applications by where they stand, what is due first standing first, page by page."""
    whose = visit_of(request).cooperative.id
    usual = tuple(ApplicationStepKind) if asked.search else queries.WITH_OFFICERS
    found = queries.applications(
        cooperative_id=whose,
        states=asked.states or usual,
        search=asked.search,
        after_cursor=_QUEUE.text(whose, asked.after),
        limit=asked.limit,
    )
    items = [
        ApplicationListed(
            id=each.id,
            number=each.number,
            name=each.name,
            kind=each.kind.value,
            state=each.state.value,
            state_on=each.state_on,
            due_on=each.due_on,
            applied_on=each.applied_on,
        )
        for each in found.lines
    ]
    following = _QUEUE.following(whose, found.next_cursor)
    return ApplicationPage(items=items, next_cursor=following)


@ROUTES.question("applications/{uuid:application_id}", Application)
@requires(*_FOR_OFFICERS)
def application(request: HttpRequest, application_id: UUID) -> Application:
    """One application."""
    return _application(application_id)


def _application(application_id: UUID) -> Application:
    found = application_file(application_id)
    return Application(
        id=found.id,
        number=found.number,
        name=found.name,
        kind=found.kind.value,
        member_class=found.member_class.value,
        shares=found.shares,
        instalments=found.instalments,
        bond=found.bond,
        language=found.language,
        applied_on=found.applied_on,
        person_id=found.person_id,
        member_number=found.member_number,
        steps=[
            ApplicationStep(
                kind=step.kind.value,
                on=step.on,
                at=step.at,
                next_by=step.next_by,
                ground=step.ground,
                words=step.words,
                by_person_id=step.by_person_id,
            )
            for step in found.steps
        ],
        follows=sorted(found.follows),
        possible=[
            Possible(
                person_id=each.person_id,
                name=each.name,
                whys=list(each.whys),
                is_member=each.is_member,
                verdict=each.verdict.value if each.verdict else None,
            )
            for each in queries.possible_persons(application_id=found.id)
        ],
    )


def _by(request: HttpRequest, application_id: UUID) -> Acting:
    return acting_for_application(visit_of(request), application_file(application_id))


@ROUTES.verb("applications/{uuid:application_id}/acceptance", Application, refuses=_DECIDING)
@requires(*_FOR_OFFICERS)
def accept_application(request: HttpRequest, application_id: UUID, asked: SaidFreely) -> Application:
    """Accept; it takes effect once the qualifying shares are paid."""
    by = _by(request, application_id)
    actions.accept_application(by=by, application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/refusal",
    Application,
    refuses=(*_STEP, errors.BoardDecides, errors.RefusalGroundUnknown, errors.WordsMissing, BylawNotInForce),
)
@requires(*_FOR_OFFICERS)
def refuse_application(
    request: HttpRequest, application_id: UUID, asked: ApplicationRefusalAsked
) -> Application:
    """Refuse on a ground that the by-laws name, and say why; it can be appealed."""
    actions.refuse_application(
        by=_by(request, application_id),
        application_id=application_id,
        ground=asked.ground,
        words=asked.words,
    )
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/question",
    Application,
    refuses=(*_STEP, errors.WordsMissing, BylawNotInForce),
)
@requires(*_FOR_OFFICERS)
def ask_more(request: HttpRequest, application_id: UUID, asked: Said) -> Application:
    """Ask the applicant for more; the by-laws say how long the answer may take."""
    actions.ask_more(by=_by(request, application_id), application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/answer",
    Application,
    refuses=(*_STEP, errors.AcceptanceLapsed, errors.WordsMissing, BylawNotInForce),
)
@requires(*_FOR_OFFICERS)
def answer_application(request: HttpRequest, application_id: UUID, asked: Said) -> Application:
    """Write down what the applicant answered at your counter."""
    by = _by(request, application_id)
    actions.answer_application(by=by, application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/appeal",
    Application,
    refuses=(*_STEP, errors.AppealTooLate, errors.WordsMissing, BylawNotInForce),
)
@requires(*_FOR_OFFICERS)
def appeal_refusal(request: HttpRequest, application_id: UUID, asked: Said) -> Application:
    """Write down that the applicant appeals against a refusal."""
    by = _by(request, application_id)
    actions.appeal_refusal(by=by, application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb("applications/{uuid:application_id}/board", Application, refuses=(*_STEP, BylawNotInForce))
@requires(*_FOR_OFFICERS)
def send_to_board(request: HttpRequest, application_id: UUID, asked: SaidFreely) -> Application:
    """Send an application to the board, which then decides."""
    actions.send_to_board(by=_by(request, application_id), application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb("applications/{uuid:application_id}/withdrawal", Application, refuses=(*_STEP, BylawNotInForce))
@requires(*_FOR_OFFICERS)
def withdraw_application(request: HttpRequest, application_id: UUID, asked: SaidFreely) -> Application:
    """Withdraw an application for the applicant at your counter."""
    by = _by(request, application_id)
    actions.withdraw_application(by=by, application_id=application_id, words=asked.words)
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/appeal-decision",
    Application,
    refuses=(*_DECIDING, errors.OtherDecides, errors.WordsMissing),
)
@requires(*_FOR_OFFICERS)
def decide_appeal(request: HttpRequest, application_id: UUID, asked: RefusalAppealDecision) -> Application:
    """The board looks at a refusal again: it stays, or it is overturned, which is an acceptance."""
    actions.decide_refusal_appeal(
        by=_by(request, application_id),
        application_id=application_id,
        is_upheld=asked.is_upheld,
        words=asked.words,
    )
    return _application(application_id)


@ROUTES.verb(
    "applications/{uuid:application_id}/persons/{uuid:person_id}",
    Application,
    refuses=(*_STEP, errors.PersonNotFound),
)
@requires(*_FOR_OFFICERS)
def judge_match(request: HttpRequest, application_id: UUID, person_id: UUID, asked: Match) -> Application:
    """Say whether the applicant is a person who is known; nothing is merged."""
    actions.judge_match(
        by=_by(request, application_id),
        application_id=application_id,
        person_id=person_id,
        verdict=MatchVerdict(asked.verdict),
    )
    return _application(application_id)
