"""Leaving: the list of departures, one departure with its steps, and the ways to begin one.

A room above shows the same with accounts and shares, at the same addresses: `departure_context` and
`leave_context` are what its pages begin from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission, bylaw, bylaw_or_none
from rochdale.cooperatives.views import (
    Visit,
    freshly_signed_in,
    insiders_only,
    members_only,
    requires,
    visit_of,
)
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import BoardVote
from rochdale.membership.errors import DepartureNotFound
from rochdale.membership.forms import (
    EndForm,
    ExclusionForm,
    FreeWordsForm,
    HearingForm,
    LeaveForm,
    OfficerLeaveForm,
    TellForm,
    VoteForm,
    WordsForm,
)
from rochdale.membership.queries import (
    GROUND_WORDS,
    DepartureCause,
    DepartureFile,
    DepartureStepKind,
    FilePart,
)
from rochdale.membership.views.looking import by_departure, shows_file
from rochdale.membership.views.member_files import member_file
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Step

_K = DepartureStepKind
_ACTS: Mapping[DepartureStepKind, Promise] = {
    _K.TAKEN_BACK: gettext_lazy("Take the departure back"),
    _K.NOTIFIED: gettext_lazy("Give notice of the hearing"),
    _K.HEARD: gettext_lazy("Write down what was said"),
    _K.DECIDED: gettext_lazy("Write down the vote"),
    _K.TOLD: gettext_lazy("Tell the decision with its reasons"),
    _K.APPEALED: gettext_lazy("Appeal"),
    _K.UPHELD: gettext_lazy("The appeal is rejected"),
    _K.OVERTURNED: gettext_lazy("The appeal is granted"),
    _K.ENDED: gettext_lazy("End the membership"),
}
_DROPPED = gettext_lazy("Drop the exclusion")
_FORMS: Mapping[DepartureStepKind, type[forms.Form]] = {
    _K.TAKEN_BACK: FreeWordsForm,
    _K.NOTIFIED: HearingForm,
    _K.HEARD: WordsForm,
    _K.DECIDED: VoteForm,
    _K.TOLD: TellForm,
    _K.APPEALED: WordsForm,
    _K.UPHELD: WordsForm,
    _K.OVERTURNED: WordsForm,
    _K.ENDED: forms.Form,
}
_OWN_STEPS = frozenset({_K.TAKEN_BACK, _K.APPEALED})


@requires(Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE)
@require_safe
def departures(request: HttpRequest) -> HttpResponse:
    """The memberships on their way to an end, the oldest first, each with the day that binds what follows."""
    visit = visit_of(request)
    lines = [_line(visit, each) for each in queries.departures_under_way()]
    return render(request, "membership/departures.html", {"lines": lines, "today": visit.today})


def _line(visit: Visit, line: queries.DepartureLine) -> Fact:
    href = visit.href("membership:departure", departure_id=line.id)
    told = [str(capfirst(line.cause.label)), str(line.last.label)]
    if line.next_by is not None:
        told.append(_deadline(visit, line))
    return Fact(f"{line.name}, {line.member_number}", line.opened_on, href, " · ".join(told))


def _deadline(visit: Visit, line: queries.DepartureLine) -> str:
    assert line.next_by is not None
    by = {"day": day_text(line.next_by, reader_locale())}
    return _("overdue since %(day)s") % by if line.next_by < visit.today else _("next by %(day)s") % by


@insiders_only
@require_safe
@shows_file(FilePart.DEPARTURE, by_departure)
def departure(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """One departure. A room above shows the same with what the member has, at the same address."""
    context = departure_context(visit_of(request), departure_id)
    return render(request, "membership/departure.html", context)


def departure_context(visit: Visit, departure_id: UUID, filled: forms.Form | None = None) -> dict[str, Any]:
    """What `membership/departure.html` shows, for the rooms above that extend it. Raises Http404."""
    found = departure_seen(visit, departure_id)
    is_own = found.person_id == visit.person_id
    number = found.member_number
    officers_back = (
        Link(visit.href("membership:member", number=number), _("To the member"))
        if Permission.VIEW_REGISTER in visit.permissions
        else Link(visit.href("membership:departures"), _("To all who leave"))
    )
    return {
        "departure": found,
        "name": queries.names_of(person_ids=[found.person_id]).get(found.person_id, ""),
        "title": capfirst(str(found.cause.label)),
        "facts": _facts(found),
        "steps": [_step(each.kind, each.on, found) for each in found.steps],
        "told": [(str(capfirst(each.kind.label)), each) for each in found.steps if _is_telling(each)],
        "offers": [_offer(visit, found, kind, filled) for kind in _offered(visit, found)],
        "is_own": is_own,
        "back": Link(visit.href("membership:my-file"), _("To my file")) if is_own else officers_back,
    }


def _is_telling(step: queries.TakenStep) -> bool:
    return bool(step.words or step.named_date or step.votes_for is not None)


def departure_seen(visit: Visit, departure_id: UUID) -> DepartureFile:
    """A departure that who visits may see: the own, or any for officers of the register and the board.

    Raises Http404.
    """
    try:
        found = queries.departure(departure_id=departure_id)
    except DepartureNotFound as missing:
        raise Http404 from missing
    of_office = visit.permissions & {Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE}
    if not of_office and found.person_id != visit.self_id:
        raise Http404
    return found


def _facts(found: DepartureFile) -> list[Fact]:
    facts = [Fact(_("Member"), str(found.member_number)), Fact(_("Since"), found.opened_on)]
    if found.ground:
        facts.append(Fact(_("Ground"), GROUND_WORDS.get(found.ground, found.ground)))
    if found.is_under_way and found.earliest_end is not None:
        facts.append(Fact(_("May end from"), found.earliest_end))
    if found.is_under_way and found.next_by is not None:
        facts.append(Fact(_("Next by"), found.next_by))
    return facts


def _step(kind: DepartureStepKind, on: Any, found: DepartureFile) -> Step:
    state = "now" if found.is_under_way and kind is found.last.kind else "done"
    return Step(capfirst(str(kind.label)), state, day_text(on, reader_locale()))


def _offered(visit: Visit, found: DepartureFile) -> list[DepartureStepKind]:
    """The steps that who visits may take next, in the order of the way."""
    is_own = found.person_id == visit.person_id
    board = found.cause is DepartureCause.EXCLUSION
    offered = []
    for kind in _FORMS:
        if kind not in found.follows:
            continue
        of_the_board = board and kind is not _K.APPEALED
        needed = Permission.DECIDE_DISCIPLINE if of_the_board else Permission.MANAGE_REGISTER
        own_step = is_own and kind in _OWN_STEPS and not (board and kind is _K.TAKEN_BACK)
        if own_step or (not is_own and needed in visit.permissions):
            offered.append(kind)
    return offered


def _offer(
    visit: Visit, found: DepartureFile, kind: DepartureStepKind, filled: forms.Form | None
) -> dict[str, Any]:
    form = filled if filled is not None and filled.prefix == kind.value else _FORMS[kind](prefix=kind.value)
    return {
        "act": _DROPPED if kind is _K.TAKEN_BACK and found.cause is DepartureCause.EXCLUSION else _ACTS[kind],
        "form": form,
        "is_last": kind is _K.ENDED,
        "href": visit.href("membership:departure-step", departure_id=found.id, step=kind.value),
    }


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def departure_step(request: HttpRequest, departure_id: UUID, step: str) -> HttpResponse:
    """Take one step of a departure. Who had to show first that it is still they comes back to its page."""
    visit = visit_of(request)
    if request.method == "GET":
        return redirect(visit.href("membership:departure", departure_id=departure_id))
    found = departure_seen(visit, departure_id)
    kind = next((each for each in _FORMS if each.value == step), None)
    if kind is None:
        raise Http404
    form = _FORMS[kind](request.POST, prefix=kind.value)
    if not form.is_valid():
        context = departure_context(visit, departure_id, form)
        return render(request, "membership/departure.html", context, status=400)
    _take(acting_for_step(visit, found, kind), departure_id, kind, form.cleaned_data)
    messages.success(request, _("It is written down. Nothing of it can be changed later."))
    return redirect(visit.href("membership:departure", departure_id=departure_id))


def acting_for_step(visit: Visit, found: DepartureFile, kind: DepartureStepKind) -> Acting:
    """Who visits, as whoever may take a step: in own matters, by the register's office, or the board's.

    Raises NotAllowed, OwnMatter.
    """
    if found.person_id == visit.person_id:
        return visit.acting()
    of_the_board = found.cause is DepartureCause.EXCLUSION and kind is not _K.APPEALED
    needed = Permission.DECIDE_DISCIPLINE if of_the_board else Permission.MANAGE_REGISTER
    return visit.acting(needed, for_person_id=found.person_id if kind is _K.APPEALED else None)


def _take(by: Acting, departure_id: UUID, kind: DepartureStepKind, sent: dict[str, Any]) -> None:
    words = sent.get("words", "")
    match kind:
        case DepartureStepKind.TAKEN_BACK:
            actions.take_back(by=by, departure_id=departure_id, words=words)
        case DepartureStepKind.NOTIFIED:
            actions.notify_hearing(by=by, departure_id=departure_id, hearing_on=sent["day"], words=words)
        case DepartureStepKind.HEARD:
            actions.hear(by=by, departure_id=departure_id, words=words)
        case DepartureStepKind.DECIDED:
            vote = BoardVote.of(sent)
            actions.decide_exclusion(by=by, departure_id=departure_id, vote=vote, words=words)
        case DepartureStepKind.TOLD:
            actions.tell_decision(by=by, departure_id=departure_id, effective_on=sent["day"], words=words)
        case DepartureStepKind.APPEALED:
            actions.appeal_exclusion(by=by, departure_id=departure_id, words=words)
        case DepartureStepKind.UPHELD | DepartureStepKind.OVERTURNED:
            upheld = kind is DepartureStepKind.UPHELD
            actions.decide_appeal(by=by, departure_id=departure_id, is_upheld=upheld, words=words)
        case _:
            actions.end_departure(by=by, departure_id=departure_id)


@members_only
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """A member looks at what leaving means, and gives notice. A room above adds what the member has."""
    visit = visit_of(request)
    form = LeaveForm(request.POST) if request.method == "POST" else LeaveForm()
    if form.is_bound and form.is_valid():
        assert visit.member_number is not None
        leaving = actions.ask_to_leave(
            by=visit.acting(), number=visit.member_number, words=form.cleaned_data["words"]
        )
        messages.success(
            request, _("Your notice was received. You can take it back until the membership ends.")
        )
        return redirect(visit.href("membership:departure", departure_id=leaving))
    context = leave_context(visit) | {"form": form}
    return render(request, "membership/leave.html", context, status=400 if form.is_bound else 200)


def leave_context(visit: Visit) -> dict[str, Any]:
    """What `membership/leave.html` shows, for the rooms above that extend it."""
    assert visit.member_number is not None
    under_way = queries.departure_under_way(member_number=visit.member_number)
    notice = _notice_days(visit)
    return {
        "under_way": visit.href("membership:departure", departure_id=under_way) if under_way else "",
        "notice_days": notice,
        "form": LeaveForm(),
        "back": Link(visit.href("membership:my-file"), _("Stay a member")),
    }


def _notice_days(visit: Visit) -> int:
    notice = bylaw_or_none("withdrawal_notice_days", visit.today)
    return notice.number if notice else 0


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE)
@require_http_methods(["GET", "POST"])
def begin_departure(request: HttpRequest, number: int, cause: str) -> HttpResponse:
    """An officer writes down that a member leaves, died or ended; or the board proposes an exclusion."""
    visit = visit_of(request)
    known = next((each for each in DepartureCause if each.value == cause), None)
    if known is None:
        raise Http404
    member = member_file(number)
    sent = request.POST if request.method == "POST" else None
    form = _begin_form(visit, known, sent)
    if form.is_bound and form.is_valid():
        begun = begin(visit, number, known, form.cleaned_data)
        messages.success(request, _("It is written down. Nothing of it can be changed later."))
        return redirect(visit.href("membership:departure", departure_id=begun))
    context = {
        "form": form,
        "member": member,
        "title": capfirst(str(known.label)),
        "cause": known.value,
        "back": Link(visit.href("membership:member", number=number), member.name),
    }
    return render(request, "membership/begin_departure.html", context, status=400 if form.is_bound else 200)


def _begin_form(visit: Visit, cause: DepartureCause, sent: Any) -> forms.Form:
    if cause is DepartureCause.EXCLUSION:
        grounds = [
            (word, GROUND_WORDS.get(word, word)) for word in bylaw("expulsion_grounds", visit.today).words
        ]
        return ExclusionForm(sent, grounds=grounds)
    return OfficerLeaveForm(sent) if cause is DepartureCause.WITHDRAWAL else EndForm(sent)


def begin(visit: Visit, number: int, cause: DepartureCause, sent: dict[str, Any]) -> UUID:
    """Begin a departure by the office that its cause asks for, with the `words`, `ground` and `day` of it."""
    if cause is DepartureCause.EXCLUSION:
        by = visit.acting(Permission.DECIDE_DISCIPLINE)
        return actions.propose_exclusion(by=by, number=number, ground=sent["ground"], words=sent["words"])
    person_id = member_file(number).person_id
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=person_id)
    if cause is DepartureCause.WITHDRAWAL:
        return actions.ask_to_leave(by=by, number=number, words=sent["words"])
    return actions.report_end(by=by, number=number, cause=cause, on=sent["day"], words=sent["words"])
