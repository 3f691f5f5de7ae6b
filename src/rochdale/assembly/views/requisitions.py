"""Members require a special meeting: they begin a requisition, read it, and sign it (rule Q-30)."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import SittingDraft
from rochdale.assembly.errors import MeetingNotCallable, RequisitionNotFound
from rochdale.assembly.forms import RequisitionForm, SignersCallForm
from rochdale.assembly.queries import RequisitionSeen
from rochdale.assembly.views.planning import window_words
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen, runs_meetings, zone_of
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import bylaws
from rochdale.cooperatives.views import Visit, insiders_only, members_only, visit_of
from rochdale.membership import queries as membership
from rochdale.web.values import Fact, Link


@insiders_only
@require_safe
def requisitions(request: HttpRequest) -> HttpResponse:
    """What members want a meeting for, the latest first."""
    visit = visit_of(request)
    needed = signatures_asked(visit)
    found = queries.requisitions(member_id=visit.member_id)
    context = {
        "lines": [_line(visit, asked, needed) for asked in found],
        "needed": needed,
        "new_href": visit.href("assembly-votes:new-requisition") if visit.member_id else "",
        "back": Link(visit.href("assembly-votes:meetings"), _("To all meetings")),
    }
    return render(request, "assembly/requisitions.html", context)


def signatures_asked(visit: Visit) -> int | None:
    """How many members must sign today; None where the by-laws say nothing of it."""
    counted = membership.members_at(cooperative_id=visit.cooperative.id, on=visit.today)
    try:
        return queries.signatures_needed(bylaws(visit.today), members=counted, on=visit.today)
    except BylawNotInForce:
        return None


def _line(visit: Visit, asked: RequisitionSeen, needed: int | None) -> Fact:
    href = visit.href("assembly-votes:requisition", number=asked.number)
    return Fact(asked.matters[0], asked.begun_on, href, far_words(asked, needed))


def far_words(asked: RequisitionSeen, needed: int | None) -> str:
    """How far a requisition is."""
    if asked.is_called:
        return _("the meeting is called")
    if asked.is_reached:
        return _("enough members signed")
    told = {"signatures": asked.signatures, "needed": asked.needed or needed or 0}
    return ngettext(
        "%(signatures)s signature of %(needed)s", "%(signatures)s signatures of %(needed)s", asked.signatures
    ) % (told)


@members_only
@require_http_methods(["GET", "POST"])
def new_requisition(request: HttpRequest) -> HttpResponse:
    """Begin to ask for a special meeting, and sign first."""
    visit = visit_of(request)
    form = RequisitionForm(request.POST) if request.method == "POST" else RequisitionForm()
    if form.is_bound and form.is_valid():
        assert visit.member_id is not None
        number = actions.begin_requisition(
            by=visit.acting(),
            member_id=visit.member_id,
            language=_own_language(visit),
            matters=form.matters(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("It is begun, and you have signed it. Tell others: they find it here."))
        return redirect(visit.href("assembly-votes:requisition", number=number))
    context = {
        "form": form,
        "needed": signatures_asked(visit),
        "back": Link(visit.href("assembly-votes:requisitions"), _("Leave it")),
    }
    return render(request, "assembly/new_requisition.html", context, status=400 if form.is_bound else 200)


def _own_language(visit: Visit) -> str:
    """The language in which the matters are written: that of the page, if the cooperative speaks it."""
    languages = visit.cooperative.languages
    return language_now() if language_now() in languages else languages[0]


@insiders_only
@require_safe
def requisition(request: HttpRequest, number: int) -> HttpResponse:
    """One requisition: its matters, how many signed of how many, and what came of it."""
    visit = visit_of(request)
    asked = requisition_seen(visit, number)
    needed = asked.needed or signatures_asked(visit)
    may_sign = visit.member_id is not None and not asked.signed_by_asker and asked.meeting_number is None
    may_draft = runs_meetings(visit) and asked.is_reached and asked.meeting_stands in {"", "cancelled"}
    context = {
        "asked": asked,
        "needed": needed,
        "percent": min(100 * asked.signatures // needed, 100) if needed else 0,
        "facts": _facts(asked, needed),
        "is_overdue": asked.is_overdue(visit.today),
        "call_href": visit.href("assembly-votes:call-required", number=number)
        if may_call(visit, asked)
        else "",
        "sign_href": visit.href("assembly-votes:sign-requisition", number=number) if may_sign else "",
        "draft_href": f"{visit.href('assembly-votes:new-meeting')}?requisition={number}" if may_draft else "",
        "meeting_href": _meeting_href(visit, asked),
        "back": Link(visit.href("assembly-votes:requisitions"), _("To all requisitions")),
    }
    return render(request, "assembly/requisition.html", context)


def requisition_seen(visit: Visit, number: int) -> RequisitionSeen:
    """A requisition. Raises Http404."""
    try:
        return queries.requisition(number, member_id=visit.member_id)
    except RequisitionNotFound as missing:
        raise Http404 from missing


def _facts(asked: RequisitionSeen, needed: int | None) -> list[Fact]:
    facts = [Fact(_("Begun on"), asked.begun_on), Fact(_("Signed"), asked.signatures)]
    if needed is not None:
        facts.append(Fact(_("Needed"), needed))
    if asked.reached_on is not None:
        facts.append(Fact(_("Reached on"), asked.reached_on))
    if asked.call_by is not None:
        facts.append(Fact(_("The board calls by"), asked.call_by))
    return facts


def _meeting_href(visit: Visit, asked: RequisitionSeen) -> str:
    """The meeting that is prepared on it, for who may see it."""
    if asked.meeting_number is None:
        return ""
    try:
        meeting_seen(visit, asked.meeting_number)
    except Http404:
        return ""
    return visit.href(MEETING, number=asked.meeting_number)


@members_only
@require_http_methods(["GET", "POST"])
def call_required(request: HttpRequest, number: int) -> HttpResponse:
    """One who signed says where and when, and calls the meeting that the board did not call."""
    visit = visit_of(request)
    asked = requisition_seen(visit, number)
    if not may_call(visit, asked):
        raise Http404
    form = SignersCallForm(request.POST or None)
    if form.is_valid() and (meeting := _called(visit, number, form)) is not None:
        messages.success(request, _("The meeting is called, and every member is written to."))
        return redirect(visit.href(MEETING, number=meeting))
    lead = _(
        "The agenda is what was required, and nothing else. Every member of today is written to at once, and the "
        "cooperative runs the meeting as any other."
    )
    context = {
        "title": _("Call the meeting"),
        "lead": f"{lead} {window_words(visit)}",
        "form": form,
        "button": _("Call it now"),
        "back": Link(visit.href("assembly-votes:requisition", number=number), _("Requisition")),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def _called(visit: Visit, number: int, form: SignersCallForm) -> int | None:
    """The meeting that is called so; None where the by-laws do not let it be, which the form then says."""
    assert visit.member_id is not None
    told = form.cleaned_data
    starts_at = datetime.combine(told["day"], told["time"], tzinfo=zone_of(visit))
    sitting = SittingDraft(starts_at, told["venue"], told["online_url"])
    try:
        return actions.call_required_meeting(
            by=visit.acting(), number=number, member_id=visit.member_id, sitting=sitting
        )
    except MeetingNotCallable as refused:
        form.add_error(None, str(refused.message()))
        return None


def may_call(visit: Visit, asked: RequisitionSeen) -> bool:
    """Whether who visits signed what the board did not call in its time."""
    return visit.member_id is not None and asked.signed_by_asker and asked.is_overdue(visit.today)


@members_only
@require_POST
def sign_requisition(request: HttpRequest, number: int) -> HttpResponse:
    """Sign a requisition."""
    visit = visit_of(request)
    requisition_seen(visit, number)
    assert visit.member_id is not None
    is_reached = actions.sign_requisition(by=visit.acting(), number=number, member_id=visit.member_id)
    told = _("You have signed, and enough members have: the board must call the meeting.")
    messages.success(request, told if is_reached else _("You have signed."))
    return redirect(visit.href("assembly-votes:requisition", number=number))
