"""What follows from an item of the agenda, once it is adopted: chosen while the meeting is planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.actions import OTHER, EffectKind, Setting
from rochdale.assembly.errors import AgendaItemNotFound, EffectFaulty
from rochdale.assembly.queries import ItemSeen, Majority, MeetingSeen, MeetingStepKind
from rochdale.assembly.views.effect_asking import EffectAsked, asked_effects
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Effect, Fact, Link

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
    kind = request.GET.get("kind", "")
    if not kind:
        return _kinds(request, visit, found, item)
    asked = asked_effects().get(kind)
    if asked is None:
        raise Http404
    setting = _setting(visit, found)
    key = request.GET.get("of", "")
    if asked.options is not None and key not in {each.key for each in asked.options(setting)}:
        return _options(request, visit, found, item, kind, asked, setting)
    return _asked(request, visit, found, item, kind, asked, key)


def may_set_effect(found: MeetingSeen, item: ItemSeen) -> bool:
    """Whether something may follow from an item, and can be said still."""
    return found.stands in _PLANNED and item.majority in {Majority.ORDINARY, Majority.SPECIAL}


def effects_told(visit: Visit, found: MeetingSeen, item: ItemSeen) -> list[Effect]:
    """What an item will change, before and after, as far as it can be told."""
    if item.effect in {"", OTHER}:
        return []
    setting = _setting(visit, found)
    own = actions.effect_kind(name=item.effect)
    return [] if own.faults(item.effect_facts, setting) else list(own.describe(item.effect_facts, setting))


def _item(found: MeetingSeen, place: int) -> ItemSeen:
    try:
        return found.item(place)
    except AgendaItemNotFound as missing:
        raise Http404 from missing


def _setting(visit: Visit, found: MeetingSeen) -> Setting:
    return Setting(visit.cooperative.id, visit.today, found.kind)


def _kinds(request: HttpRequest, visit: Visit, found: MeetingSeen, item: ItemSeen) -> HttpResponse:
    if request.method == "POST":
        return _kept(request, visit, found, item, "", {})
    offered = asked_effects()
    kinds: list[EffectKind] = [each for each in actions.effect_kinds() if each.name in offered]
    lines = [Fact(capfirst(str(each.label)), "", f"?{urlencode({'kind': each.name})}") for each in kinds]
    told = {
        "lines": lines,
        "effects": effects_told(visit, found, item),
        "has_effect": item.effect not in {"", OTHER},
    }
    return _page(request, visit, found, item, told)


def _options(  # what the page shows
    request: HttpRequest,
    visit: Visit,
    found: MeetingSeen,
    item: ItemSeen,
    kind: str,
    asked: EffectAsked,
    setting: Setting,
) -> HttpResponse:
    assert asked.options is not None
    lines = [
        Fact(each.label, "", f"?{urlencode({'kind': kind, 'of': each.key})}", each.now)
        for each in asked.options(setting)
    ]
    own = actions.effect_kind(name=kind)
    return _page(request, visit, found, item, {"lines": lines, "kind": capfirst(str(own.label))})


def _asked(  # what the page shows
    request: HttpRequest,
    visit: Visit,
    found: MeetingSeen,
    item: ItemSeen,
    kind: str,
    asked: EffectAsked,
    key: str,
) -> HttpResponse:
    known = item.effect_facts if item.effect == kind else {}
    form = asked.form(
        request.POST if request.method == "POST" else None,
        setting=_setting(visit, found),
        key=key,
        known=known,
    )
    if form.is_valid():
        try:
            return _kept(request, visit, found, item, kind, form.facts())
        except EffectFaulty as refused:
            form.add_error(None, str(refused.message()))
    context = {
        "title": capfirst(str(actions.effect_kind(name=kind).label)),
        "lead": _("Once this item is adopted: %(item)s") % {"item": item.title(language_now())},
        "form": form,
        "button": _("Keep it"),
        "back": Link(_here(visit, found, item), item.title(language_now())),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def _kept(
    request: HttpRequest, visit: Visit, found: MeetingSeen, item: ItemSeen, kind: str, facts: dict[str, Any]
) -> HttpResponse:
    by = visit.acting(Permission.RUN_MEETINGS)
    actions.set_item_effect(by=by, number=found.number, place=item.place, effect=kind, facts=facts)
    messages.success(request, _("The plan is kept. Nobody was written to yet."))
    return redirect(_here(visit, found, item))


def _here(visit: Visit, found: MeetingSeen, item: ItemSeen) -> str:
    return visit.href("assembly-votes:item-effect", number=found.number, place=item.place)


def _page(
    request: HttpRequest, visit: Visit, found: MeetingSeen, item: ItemSeen, told: dict[str, Any]
) -> HttpResponse:
    context = {
        "title": _("What follows from this item"),
        "item": item.title(language_now()),
        "here": _here(visit, found, item),
        "back": Link(visit.href(MEETING, number=found.number), found.title(language_now())),
        **told,
    }
    return render(request, "assembly/item_effect.html", context)
