"""What follows from an item whose words were amended: chosen before it is put to the vote (INV-121)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.queries.amended_effects import worded_effect
from rochdale.assembly.views.effect_choosing import Choosing, choose_effect, described
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.item_effects import setting_of
from rochdale.assembly.views.motions import motion_asked
from rochdale.assembly.views.seen import language_now
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.web.values import Link


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def amended_effect(request: HttpRequest, number: int, motion: int) -> HttpResponse:
    """Choose what follows from the amended words, before they are put to the vote."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    found = motion_asked(visit, seen, motion)
    own = worded_effect(seen, found)
    page = visit.href("assembly-votes:motion", number=number, motion=motion)
    if own is None or not own.is_amended or not found.is_open:
        messages.info(
            request, _("What follows from it can be chosen once its words are amended, until it is put.")
        )
        return redirect(page)

    def keep(kind: str, facts: dict[str, Any]) -> None:
        by = visit.acting(Permission.RUN_MEETINGS)
        actions.set_amended_effect(by=by, number=number, motion=motion, effect=kind, facts=facts)
        messages.success(request, _("It is written down: this follows once the amended words are adopted."))

    setting = setting_of(visit, seen)
    return choose_effect(
        request,
        Choosing(
            name=found.title(language_now()),
            effect=own.effect,
            facts=own.facts,
            setting=setting,
            here=visit.href("assembly-votes:amended-effect", number=number, motion=motion),
            back=Link(page, found.title(language_now())),
            keep=keep,
            lead=_("As amended: %(words)s") % {"words": found.text(language_now())},
            before=tuple(described(own.planned_effect, own.planned_facts, setting)),
            is_said=own.is_said,
        ),
    )
