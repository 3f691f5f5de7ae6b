"""What follows from an item of the agenda, once it is adopted: chosen while the meeting is planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.actions import Setting
from rochdale.assembly.errors import AgendaItemNotFound
from rochdale.assembly.queries import ItemSeen, Majority, MeetingSeen, MeetingStepKind
from rochdale.assembly.views.effect_choosing import Choosing, choose_effect
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Link

_PLANNED = {MeetingStepKind.DRAFTED, MeetingStepKind.ADJOURNED}


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def item_effect(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Choose what follows, then which one, then its particulars."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    item = _item(found, place)
    if not may_set_effect(found, item):
        messages.info(request, _("This meeting was called: its plan stands."))
        return redirect(visit.href(MEETING, number=number))

    def keep(kind: str, facts: dict[str, Any]) -> None:
        by = visit.acting(Permission.RUN_MEETINGS)
        actions.set_item_effect(by=by, number=found.number, place=item.place, effect=kind, facts=facts)
        messages.success(request, _("The plan is kept. Nobody was written to yet."))

    return choose_effect(
        request,
        Choosing(
            name=item.title(language_now()),
            effect=item.effect,
            facts=item.effect_facts,
            setting=setting_of(visit, found),
            here=visit.href("assembly-votes:item-effect", number=found.number, place=item.place),
            back=Link(visit.href(MEETING, number=found.number), found.title(language_now())),
            keep=keep,
        ),
    )


def may_set_effect(found: MeetingSeen, item: ItemSeen) -> bool:
    """Whether something may follow from an item, and can be said still."""
    return found.stands in _PLANNED and item.majority in {Majority.ORDINARY, Majority.SPECIAL}


def setting_of(visit: Visit, found: MeetingSeen) -> Setting:
    """Where an effect that a meeting decides is judged, for who visits."""
    return Setting(visit.cooperative.id, visit.today, found.kind)


def _item(found: MeetingSeen, place: int) -> ItemSeen:
    try:
        return found.item(place)
    except AgendaItemNotFound as missing:
        raise Http404 from missing
