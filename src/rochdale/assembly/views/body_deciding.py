"""What the board or a committee decided at its meeting, written down by who runs meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.forms import BodyDecisionForm
from rochdale.assembly.queries import ItemSeen, Majority, MeetingSeen, MeetingStepKind
from rochdale.assembly.queries.motions import items_decided
from rochdale.assembly.queries.terms import chair_casts
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Link

_BY_VOTES = {Majority.ORDINARY, Majority.SPECIAL}


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Write down how the holders of seats voted on an item."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    item = next((each for each in found.items if each.place == place), None)
    if item is None or not may_decide(found, item):
        raise Http404
    form = BodyDecisionForm(request.POST or None, has_casting_vote=chair_casts(visit.today))
    if form.is_valid():
        by = visit.acting(Permission.RUN_MEETINGS)
        resolution = actions.decide_in_body(by=by, number=number, place=place, tally=form.tally())
        messages.success(request, _("Resolution %(number)s is written down.") % {"number": resolution})
        return redirect(visit.href(MEETING, number=number))
    context = {
        "title": item.title(language_now()),
        "lead": _(
            "How those who came voted. Write down first who came: the by-laws say how many make a quorum."
        ),
        "form": form,
        "button": _("Write the decision down"),
        "back": Link(visit.href(MEETING, number=number), found.title(language_now())),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def may_decide(found: MeetingSeen, item: ItemSeen) -> bool:
    """Whether a body decides on this item, in its meeting that is open."""
    is_of_body = not queries.is_of_members(found.kind)
    return is_of_body and found.stands is MeetingStepKind.OPENED and item.majority in _BY_VOTES


def decision_doors(visit: Visit, found: MeetingSeen) -> dict[int, Link]:
    """By its place, where the decision on an item of a body's meeting is written down, or read once it is."""
    if queries.is_of_members(found.kind):
        return {}
    decided = items_decided(meeting_id=found.id)
    doors = {item.place: _read_door(visit, decided[item.id]) for item in found.items if item.id in decided}
    if Permission.RUN_MEETINGS in visit.permissions:
        open_ones = [item for item in found.items if item.id not in decided and may_decide(found, item)]
        doors |= {item.place: _write_door(visit, found, item) for item in open_ones}
    return doors


def _read_door(visit: Visit, resolution: int) -> Link:
    href = visit.href("assembly-decisions:resolution", number=resolution)
    return Link(href, _("Resolution %(number)s") % {"number": resolution})


def _write_door(visit: Visit, found: MeetingSeen, item: ItemSeen) -> Link:
    href = visit.href("assembly-votes:decide-in-body", number=found.number, place=item.place)
    return Link(href, _("Write down what was decided"))
