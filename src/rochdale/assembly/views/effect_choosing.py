"""Choosing what follows from a decision, step by step: what, then which one, then its particulars.

What it is chosen for, an item of the agenda or its amended words, is handed in; it is kept by who hands it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rochdale.assembly import actions
from rochdale.assembly.actions import OTHER, EffectKind, Setting
from rochdale.assembly.errors import EffectFaulty
from rochdale.assembly.views.effect_asking import EffectAsked, asked_effects
from rochdale.web.values import Effect, Fact, Link, Words


@dataclass(frozen=True, slots=True)
class Choosing:
    """For what an effect is chosen: its name, what follows now, where it is judged, and how a choice is kept.

    `before` is what followed from the words before they were amended, `lead` what is told of these words; `is_said`
    says that what follows from them was chosen already, be it nothing.
    """

    name: str
    effect: str
    facts: Mapping[str, Any]
    setting: Setting
    here: str
    back: Link
    keep: Callable[[str, dict[str, Any]], None]
    lead: Words = ""
    before: tuple[Effect, ...] = ()
    is_said: bool = False


def choose_effect(request: HttpRequest, own: Choosing) -> HttpResponse:
    """One step of the choice, by what the address says was chosen so far."""
    kind = request.GET.get("kind", "")
    if not kind:
        return _kinds(request, own)
    asked = asked_effects().get(kind)
    if asked is None:
        raise Http404
    key = request.GET.get("of", "")
    if asked.options is not None and key not in {each.key for each in asked.options(own.setting)}:
        return _options(request, own, kind, asked)
    return _asked(request, own, kind, asked, key)


def described(effect: str, facts: Mapping[str, Any], setting: Setting) -> list[Effect]:
    """What an effect will change, before and after, as far as it can be told."""
    if effect in {"", OTHER}:
        return []
    own = actions.effect_kind(name=effect)
    return [] if own.faults(facts, setting) else list(own.describe(facts, setting))


def _kinds(request: HttpRequest, own: Choosing) -> HttpResponse:
    if request.method == "POST":
        own.keep("", {})
        return redirect(own.here)
    offered = asked_effects()
    kinds: list[EffectKind] = [each for each in actions.effect_kinds() if each.name in offered]
    lines = [Fact(capfirst(str(each.label)), "", f"?{urlencode({'kind': each.name})}") for each in kinds]
    told = {
        "lines": lines,
        "effects": described(own.effect, own.facts, own.setting),
        "has_effect": own.effect not in {"", OTHER},
        "before": own.before,
        "is_said": own.is_said,
    }
    return _page(request, own, told)


def _options(request: HttpRequest, own: Choosing, kind: str, asked: EffectAsked) -> HttpResponse:
    assert asked.options is not None
    lines = [
        Fact(each.label, "", f"?{urlencode({'kind': kind, 'of': each.key})}", each.now)
        for each in asked.options(own.setting)
    ]
    label = actions.effect_kind(name=kind).label
    return _page(request, own, {"lines": lines, "kind": capfirst(str(label))})


def _asked(request: HttpRequest, own: Choosing, kind: str, asked: EffectAsked, key: str) -> HttpResponse:
    form = asked.form(
        request.POST if request.method == "POST" else None,
        setting=own.setting,
        key=key,
        known=own.facts if own.effect == kind else {},
    )
    if form.is_valid():
        try:
            own.keep(kind, form.facts())
        except EffectFaulty as refused:
            form.add_error(None, str(refused.message()))
        else:
            return redirect(own.here)
    context = {
        "title": capfirst(str(actions.effect_kind(name=kind).label)),
        "lead": _("Once this item is adopted: %(item)s") % {"item": own.name},
        "form": form,
        "button": _("Keep it"),
        "back": Link(own.here, own.name),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, own: Choosing, told: dict[str, Any]) -> HttpResponse:
    context = {
        "title": _("What follows from this item"),
        "item": own.name,
        "lead": own.lead,
        "here": own.here,
        "back": own.back,
        **told,
    }
    return render(request, "assembly/item_effect.html", context)
