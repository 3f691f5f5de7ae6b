"""The register of resolutions for programs: lists, one resolution whole, its effect, objections, its annulment."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.api.follow_ups import FollowUpTold, follow_up_told
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors import holding
from rochdale.assembly.queries import AnnulmentGround, ResolutionLine, ResolutionSeen
from rochdale.assembly.queries.provisional import results_wait_until
from rochdale.assembly.views import decision_words as words
from rochdale.assembly.views.seen import reads_of_bodies
from rochdale.cooperatives.errors import NotAllowed, NotLetIn, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.web.api import Answer, Asked, Cursors, Done, PageAsked, Words

_LIST = Cursors("resolutions")
_READING: tuple[type[Refusal], ...] = (NotLetIn, errors.ResolutionNotFound)
Number = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]


class ResolutionTold(Answer):
    """A resolution in the register. `titles` are by language; `effect` is the kind of what follows, `run_on` when."""

    number: int
    titles: dict[str, str]
    decided_on: date
    adopted: bool
    meeting_kind: str
    effect: str
    run_on: date | None
    annulled_on: date | None


class Resolutions(Answer):
    """Some of them, the latest first. `next_cursor` is None on the last page."""

    items: list[ResolutionTold]
    next_cursor: str | None


class ResolutionsAsked(PageAsked):
    """Which: by number or words, adopted or lost; `waiting` those alone whose effect is still to run."""

    search: Annotated[str, Field(max_length=200)] = ""
    adopted: bool | None = None
    waiting: bool = False


class Figures(Answer):
    """What was counted. `quorum_present` were there for the quorum, at the vote or at the opening."""

    yes: int
    no: int
    abstain: int
    blank: int
    spoilt: int
    present: int
    entitled: int
    quorum_present: int
    quorum_needed: int


class ThresholdTold(Answer):
    """What yes had to reach, or to exceed: a part of the basis, as a fraction in whole numbers."""

    part: str
    basis: str
    exceeded: bool
    casting_vote: str


class RunTold(Answer):
    """An effect that ran: when, and who set it going. `place` names the page where what it changed is found."""

    on: date
    at: datetime
    person_id: UUID | None
    authority: str
    place: str
    values: dict[str, Any]


class AnnulmentTold(Answer):
    """Why a resolution no longer holds."""

    ground: str
    words: str
    on: date
    by_number: int | None


class ObjectionTold(Answer):
    """What somebody objects, in their own words."""

    person_id: UUID
    name: str
    words: str
    on: date


class ResolutionWhole(ResolutionTold):
    """A resolution with every figure, what followed, who objects and what is to be done.

    `comparison` is the way to the decision, in sentences of the language that was asked for.
    """

    meeting: int
    texts: dict[str, str]
    majority: str
    figures: Figures
    threshold: ThresholdTold
    comparison: list[str]
    bylaw_version: int
    effect_facts: dict[str, Any]
    run: RunTold | None
    annulment: AnnulmentTold | None
    annuls: list[int]
    objections: list[ObjectionTold]
    follow_ups: list[FollowUpTold]


class ChangeAhead(Answer):
    """One thing that an effect will change, before and after, in the language that was asked for."""

    label: str
    before: str
    after: str


class EffectAhead(Answer):
    """What an effect that did not run will change; `fault` says why it cannot run as it is written.

    Until `provisional_until`, and the count of the ballot that closes then, nothing is carried out.
    """

    effects: list[ChangeAhead]
    fault: str
    provisional_until: datetime | None = None


class ChangedTold(Answer):
    """Where what was changed is found: the name of a page, and what its address needs."""

    place: str
    values: dict[str, Any]


class ObjectionAsked(Asked):
    """An objection: one's own, or of a member by number, as an officer writes it down."""

    words: Words
    member_number: Number | None = None


class AnnulmentAsked(Asked):
    """Why a resolution no longer holds; `by_number` is the later resolution."""

    ground: Literal["resolution", "tribunal"]
    words: Words
    by_number: Number | None = None


@ROUTES.question("resolutions", Resolutions, refuses=(NotLetIn,))
@insiders_only
def resolutions(request: HttpRequest, asked: Query[ResolutionsAsked]) -> Resolutions:
    """The register of resolutions, the latest first; of boards and committees for officers alone."""
    visit = visit_of(request)
    words.require_reader(visit)
    place = _LIST.read(visit.cooperative.id, asked.after)
    found = queries.resolutions(
        search=asked.search,
        adopted=asked.adopted,
        waiting=asked.waiting,
        of_bodies=reads_of_bodies(visit),
        before=place[0] if place else None,
        limit=asked.limit,
    )
    following = _LIST.written(
        visit.cooperative.id, None if found.next_before is None else [found.next_before]
    )
    return Resolutions(items=[ResolutionTold(**_listed(each)) for each in found.lines], next_cursor=following)


def _listed(line: ResolutionLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "titles": dict(line.titles),
        "decided_on": line.decided_on,
        "adopted": line.is_adopted,
        "meeting_kind": line.meeting_kind.value,
        "effect": line.effect,
        "run_on": line.run_on,
        "annulled_on": line.annulled_on,
    }


@ROUTES.question("resolutions/{int:number}", ResolutionWhole, refuses=_READING)
@insiders_only
def resolution(request: HttpRequest, number: int) -> ResolutionWhole:
    """One resolution with all that is known of it."""
    found = words.readable_resolution(visit_of(request), number)
    annulled = found.annulment
    return ResolutionWhole(
        number=found.number,
        titles=dict(found.titles),
        decided_on=found.decided_on,
        adopted=found.is_adopted,
        meeting_kind=found.meeting_kind.value,
        effect=found.effect,
        run_on=found.run.on_date if found.run else None,
        annulled_on=annulled.on_date if annulled else None,
        meeting=found.meeting,
        texts=dict(found.texts),
        majority=found.majority.value,
        figures=_figures(found),
        threshold=_threshold(found),
        comparison=list(words.weighing(found)),
        bylaw_version=found.bylaw_version,
        effect_facts=dict(found.effect_facts),
        run=_run(found),
        annulment=_annulment(found),
        annuls=list(found.annuls),
        objections=[
            ObjectionTold(person_id=each.person_id, name=each.name, words=each.words, on=each.on_date)
            for each in found.objections
        ],
        follow_ups=[follow_up_told(each) for each in found.follow_ups],
    )


def _figures(found: ResolutionSeen) -> Figures:
    votes = found.votes
    return Figures(
        yes=votes.yes,
        no=votes.no,
        abstain=votes.abstain,
        blank=votes.blank,
        spoilt=votes.spoilt,
        present=votes.present,
        entitled=votes.entitled,
        quorum_present=found.quorum_present,
        quorum_needed=found.quorum_needed,
    )


def _threshold(found: ResolutionSeen) -> ThresholdTold:
    threshold = found.terms.threshold
    return ThresholdTold(
        part=f"{threshold.part.numerator}/{threshold.part.denominator}",
        basis=threshold.basis.value,
        exceeded=threshold.exceeded,
        casting_vote=found.casting_vote.value if found.casting_vote else "",
    )


def _run(found: ResolutionSeen) -> RunTold | None:
    run = found.run
    if run is None:
        return None
    return RunTold(
        on=run.on_date,
        at=run.at,
        person_id=run.person_id,
        authority=run.authority,
        place=run.place,
        values=dict(run.values),
    )


def _annulment(found: ResolutionSeen) -> AnnulmentTold | None:
    said = found.annulment
    if said is None:
        return None
    return AnnulmentTold(
        ground=said.ground.value, words=said.words, on=said.on_date, by_number=said.by_number
    )


@ROUTES.question("resolutions/{int:number}/effect", EffectAhead, refuses=_READING)
@insiders_only
def effect_ahead(request: HttpRequest, number: int) -> EffectAhead:
    """What the effect of a resolution will change, before it is carried out; nothing where nothing follows."""
    visit = visit_of(request)
    found = words.readable_resolution(visit, number)
    if found.effect in {"", "other"} or not found.is_adopted or found.annulment or found.run:
        return EffectAhead(effects=[], fault="")
    effects, fault = words.effects_of(visit, found)
    told = [
        ChangeAhead(label=str(each.label), before=str(each.before), after=str(each.after)) for each in effects
    ]
    until = results_wait_until(meeting_id=found.meeting_id, at=visit.at)
    return EffectAhead(effects=told, fault=fault, provisional_until=until)


@ROUTES.verb(
    "resolutions/{int:number}/effect",
    ChangedTold,
    refuses=(
        NotAllowed,
        errors.ResolutionNotFound,
        errors.ResolutionLost,
        errors.ResolutionAnnulled,
        errors.NothingToRun,
        errors.EffectAlreadyRun,
        holding.BylawsNeedSpecial,
        errors.EffectTooEarly,
        holding.ResultsProvisional,
        errors.EffectUnknown,
        errors.EffectFaulty,
        errors.DecisionMajorityMissing,
        errors.SeatHeld,
        errors.SeatHeldByPerson,
        errors.NotEligible,
        errors.MandateDaysWrong,
        errors.CoOptionClosed,
    ),
)
@freshly_signed_in
@requires(Permission.RUN_MEETINGS)
def run_effect(request: HttpRequest, number: int) -> ChangedTold:
    """Carry out what an adopted resolution changes, once; also refused by the room that owns what is changed."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    changed = actions.run_effect(by=by, number=number)
    return ChangedTold(place=changed.place, values=dict(changed.values))


@ROUTES.verb(
    "resolutions/{int:number}/objections",
    Done,
    refuses=(
        *_READING,
        NotAllowed,
        OwnMatter,
        MemberNotFound,
        errors.ReasonsMissing,
        errors.TookNoPart,
        errors.ObjectionFound,
        errors.ObjectionTooLate,
    ),
    status=HTTPStatus.CREATED,
)
@insiders_only
def object_to(request: HttpRequest, number: int, asked: ObjectionAsked) -> Done:
    """Record an objection in its own words; it stands as it is."""
    visit = visit_of(request)
    words.readable_resolution(visit, number)
    if asked.member_number is None:
        visit.require_self()
        by, person_id = visit.acting_for_oneself(), None
    else:
        person_id = membership.member(number=asked.member_number).person_id
        by = visit.acting(Permission.RUN_MEETINGS, for_person_id=person_id)
    actions.object_to_resolution(by=by, number=number, words=asked.words, person_id=person_id)
    return Done()


@ROUTES.verb(
    "resolutions/{int:number}/annulment",
    Done,
    refuses=(
        NotAllowed,
        errors.ReasonsMissing,
        errors.ResolutionNotFound,
        errors.ResolutionAnnulled,
        errors.LaterResolutionNeeded,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def annul(request: HttpRequest, number: int, asked: AnnulmentAsked) -> Done:
    """Write down that a resolution no longer holds; what its effect changed stays."""
    actions.annul_resolution(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        ground=AnnulmentGround(asked.ground),
        words=asked.words,
        by_number=asked.by_number,
    )
    return Done()
