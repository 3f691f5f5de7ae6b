"""Acts on shares: a form, the effect before it is done, a second person where the by-laws ask for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rochdale.capital.forms import ActForm
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.actions import ActAsked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import visit_of
from rochdale.money.amount import Money
from rochdale.web.values import Link, Words


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: the facts of the act, what it is worth where that counts, and a sentence."""

    facts: Mapping[str, object]
    words: Words
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a page: its kind, whose shares it touches, its form, and where one goes afterwards."""

    kind: str
    permission: Permission
    title: Words
    intro: Words
    button: Words
    holder_ids: tuple[UUID, ...]
    form: ActForm
    asked: Callable[[Mapping[str, Any]], Asked]
    done: Words
    back: Link
    dangerous: bool = True


def carry_out(request: HttpRequest, act: Act) -> HttpResponse:
    """Ask, show the effect, then do the act or propose it."""
    visit = visit_of(request)
    visit.require_other(*act.holder_ids)
    if not act.form.is_bound or not act.form.is_valid():
        return _ask(request, act)
    asked = act.asked(act.form.cleaned_data)
    if "confirmed" not in request.POST:
        return _confirm(request, act, asked)
    reason = act.form.cleaned_data.get("reason", "")
    proposal_id = cooperatives.carry_out(
        by=visit.acting(act.permission, reason),
        asked=ActAsked(
            kind=act.kind,
            key=act.form.cleaned_data["key"],
            facts=asked.facts,
            subject_id=act.holder_ids[0] if act.holder_ids else None,
            amount=asked.amount,
        ),
    )
    if proposal_id is None:
        messages.success(request, str(act.done))
    else:
        messages.info(
            request, _("Nothing is done yet: a second person decides, and finds it among what waits.")
        )
    return redirect(act.back.href)


def _ask(request: HttpRequest, act: Act) -> HttpResponse:
    context = {"title": act.title, "words": act.intro, "form": act.form, "back": act.back}
    return render(request, "capital/act.html", context, status=400 if act.form.is_bound else 200)


def _confirm(request: HttpRequest, act: Act, asked: Asked) -> HttpResponse:
    visit = visit_of(request)
    kind = cooperatives.act_kind(name=act.kind)
    ground = institutions.second_person_ground(act=kind.known_as, on=visit.today, amount=asked.amount)
    context = {
        "title": act.title,
        "words": asked.words,
        "effects": kind.effects(asked.facts),
        "second_person": _("The by-laws give this to two persons: it is done when a second one approves.")
        if ground
        else "",
        "form": act.form.hidden(),
        "act": _("Ask a second person") if ground else act.button,
        "back": Link(request.get_full_path(), _("Start anew")),
    }
    template = "web/confirm.html" if act.dangerous else "capital/confirm.html"
    return render(request, template, context)
