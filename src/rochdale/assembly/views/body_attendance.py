"""Who of a body came to its meeting: written down by who runs meetings, and shown to who reads of bodies."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.forms import BodyAttendanceForm
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Fact, Link


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Write down who of a body came; what was written down before is corrected."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    own = next((each for each in queries.bodies_meeting(number) if each.code == code), None)
    if own is None or not was_opened(found):
        raise Http404
    known = queries.attendance_of_body(number)
    form = BodyAttendanceForm(
        request.POST or None,
        seated=queries.seated(number, code),
        known={seated.id: state for seated, state in known.lines} if known else {},
    )
    if form.is_valid():
        by = visit.acting(Permission.RUN_MEETINGS)
        actions.record_attendance(by=by, number=number, body_code=code, states=form.states)
        messages.success(request, _("It is written down who came."))
        return redirect(visit.href(MEETING, number=number))
    context = {
        "title": _("Who came: %(body)s") % {"body": own.name(language_now())},
        "lead": _(
            "Everybody who held a seat on the day of the meeting. A later writing down corrects this one."
        ),
        "form": form,
        "button": _("Write it down"),
        "back": Link(visit.href(MEETING, number=number), found.title(language_now())),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def was_opened(found: MeetingSeen) -> bool:
    """Whether a meeting met at all."""
    return any(step.kind is MeetingStepKind.OPENED for step in found.steps)


def attendance_doors(visit: Visit, found: MeetingSeen) -> list[Link]:
    """Where attendance of the bodies of which a meeting can be is written down; none of a meeting of the members."""
    if not was_opened(found):
        return []
    return [
        Link(
            visit.href("assembly-votes:body-attendance", number=found.number, code=each.code),
            _("Who came: %(body)s") % {"body": each.name(language_now())},
        )
        for each in queries.bodies_meeting(found.number)
    ]


def attendance_facts(found: MeetingSeen) -> list[Fact]:
    """Who came to a meeting of a body, in the order of the seats; nothing where it is not written down."""
    if queries.is_of_members(found.kind):
        return []
    known = queries.attendance_of_body(found.number)
    return [Fact(seated.name, capfirst(str(state.label))) for seated, state in known.lines] if known else []
