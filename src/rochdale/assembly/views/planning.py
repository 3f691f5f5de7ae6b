"""Preparing a meeting: a form that begins from the business that the by-laws and the kind require."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.errors import RequisitionNotFound
from rochdale.assembly.forms import PlanForm, item_forms, sitting_forms
from rochdale.assembly.queries import (
    ItemKind,
    Majority,
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingSeen,
    MeetingStepKind,
    RequisitionSeen,
)
from rochdale.assembly.views.seen import MEETING, day_shown, language_now, meeting_seen, zone_of
from rochdale.cooperatives.queries import Permission, bylaws
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Fact, Link

_SITTINGS, _ITEMS = "sitting", "item"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is prepared: a kind of meeting, on the requisition of members or not, anew or again."""

    kind: MeetingKind
    asked: RequisitionSeen | None = None
    known: MeetingSeen | None = None

    @property
    def ground(self) -> MeetingGround:
        """On whose word it is called."""
        if self.known is not None:
            return self.known.ground
        return MeetingGround.REQUISITION if self.asked else MeetingGround.BOARD

    @property
    def is_again(self) -> bool:
        """Whether it is called again after an adjournment."""
        return self.known is not None and self.known.stands is MeetingStepKind.ADJOURNED

    @property
    def is_for_federation(self) -> bool:
        """Whether the federation might be who calls it (rule Q-29)."""
        is_new = self.known is None and self.asked is None
        return is_new and self.kind in {MeetingKind.ANNUAL, MeetingKind.SPECIAL}


@dataclass(frozen=True, slots=True)
class _Forms:
    plan: PlanForm
    sittings: Any
    items: Any

    def are_valid(self) -> bool:
        """All of them are judged, so that every fault is shown at once."""
        return all([self.plan.is_valid(), self.sittings.is_valid(), self.items.is_valid()])


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Choose what kind of meeting it is, then plan it."""
    visit = visit_of(request)
    purpose = _purpose(request)
    if purpose is None:
        kinds = [
            Fact(capfirst(str(kind.label)), "", f"?kind={kind.value}", _for_what(kind))
            for kind in MeetingKind
        ]
        back = Link(visit.href("assembly-votes:meetings"), _("To all meetings"))
        return render(request, "assembly/new_meeting.html", {"kinds": kinds, "back": back})
    return _planned(request, visit, purpose)


def _purpose(request: HttpRequest) -> Purpose | None:
    """The kind or the requisition that the address names. Raises Http404 for one that nobody has."""
    if number := request.GET.get("requisition", ""):
        if not number.isdecimal():
            raise Http404
        try:
            return Purpose(MeetingKind.SPECIAL, queries.requisition(int(number[:9])))
        except RequisitionNotFound as missing:
            raise Http404 from missing
    if kind := request.GET.get("kind", ""):
        if kind not in MeetingKind.values:
            raise Http404
        return Purpose(MeetingKind(kind))
    return None


def _for_what(kind: MeetingKind) -> str:
    return {
        MeetingKind.ORGANIZATION: _("The first one: by-laws, directors, auditor, admission of the founders."),
        MeetingKind.ANNUAL: _("Reports, surplus, election of directors, questions: once a year."),
        MeetingKind.SPECIAL: _("For what cannot wait: only the matters that the notice states."),
        MeetingKind.DELEGATES: _("Of those whom members sent."),
        MeetingKind.BOARD: _("Of the directors. Members are not called."),
        MeetingKind.COMMITTEE: _("Of a committee. Members are not called."),
    }[kind]


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Plan a meeting anew, until it is called, or after an adjournment."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    if found.stands not in {MeetingStepKind.DRAFTED, MeetingStepKind.ADJOURNED}:
        messages.info(request, _("This meeting was called: its plan stands."))
        return redirect(visit.href(MEETING, number=number))
    asked = queries.requisition_of(meeting_id=found.id)
    return _planned(request, visit, Purpose(found.kind, asked, found))


def _planned(request: HttpRequest, visit: Visit, purpose: Purpose) -> HttpResponse:
    more = request.POST.get("more", "") if request.method == "POST" else ""
    sent = _sent_forms(request, visit, purpose) if request.method == "POST" and not more else None
    if sent is not None and sent.are_valid():
        number = _kept(visit, purpose, _draft(visit, purpose, sent))
        messages.success(request, _("The plan is kept. Nobody was written to yet."))
        return redirect(visit.href(MEETING, number=number))
    shown = sent or (_with_more(request, visit, purpose, more) if more else _begun(visit, purpose))
    context = {
        "title": _title(purpose),
        "purpose": purpose,
        "plan": shown.plan,
        "sittings": shown.sittings,
        "items": shown.items,
        "window": window_words(visit, purpose.kind, is_again=purpose.is_again),
        "matters": purpose.asked.matters if purpose.asked else (),
        "back": _back(visit, purpose),
    }
    return render(request, "assembly/plan.html", context, status=400 if sent else 200)


def _title(purpose: Purpose) -> str:
    return purpose.known.title(language_now()) if purpose.known else str(capfirst(str(purpose.kind.label)))


def _back(visit: Visit, purpose: Purpose) -> Link:
    if purpose.known is not None:
        return Link(visit.href(MEETING, number=purpose.known.number), _("Leave it as it is"))
    return Link(visit.href("assembly-votes:meetings"), _("To all meetings"))


def window_words(visit: Visit, kind: MeetingKind = MeetingKind.SPECIAL, *, is_again: bool = False) -> str:
    """Within which days a meeting can sit that is called today."""
    window = queries.call_laws(bylaws(visit.today), is_again=is_again, kind=kind).window
    latest = window.latest(visit.today)
    first = {"first": day_shown(window.earliest(visit.today))}
    if latest is not None:
        told = {**first, "last": day_shown(latest)}
        return _("Called today, the meeting can sit from %(first)s to %(last)s.") % told
    return _("Called today, the meeting can sit from %(first)s on.") % first


def _languages(visit: Visit) -> tuple[str, ...]:
    return visit.cooperative.languages


def _modes(visit: Visit) -> tuple[str, ...] | None:
    stated = bylaws(visit.today).get("meeting_modes")
    return stated.words if stated else None


def _forms(
    visit: Visit, purpose: Purpose, sent: Any, initial: Mapping[str, Any] | None = None, *, extra: int = 0
) -> _Forms:
    """The three forms, as they were sent, or begun from what is known."""
    languages, initial = _languages(visit), initial or {}
    options: dict[str, Any] = {"form_kwargs": {"languages": languages}}
    return _Forms(
        PlanForm(
            sent,
            languages=languages,
            modes=_modes(visit),
            is_for_federation=purpose.is_for_federation,
            initial=initial.get("plan"),
        ),
        sitting_forms(extra=extra)(sent, prefix=_SITTINGS, initial=initial.get(_SITTINGS)),
        item_forms(extra=extra)(sent, prefix=_ITEMS, initial=initial.get(_ITEMS), **options),
    )


def _sent_forms(request: HttpRequest, visit: Visit, purpose: Purpose) -> _Forms:
    return _forms(visit, purpose, request.POST)


def _with_more(request: HttpRequest, visit: Visit, purpose: Purpose, more: str) -> _Forms:
    """What was typed, unjudged, with one empty row more of a kind. Nothing typed is lost."""
    languages = _languages(visit)
    names = ["mode", "record_date", "federation_words", *(f"title_{language}" for language in languages)]
    item = ["kind", "majority", "minutes_planned", "was", "ORDER"]
    item += [f"{part}_{language}" for part in ("title", "text") for language in languages]
    rows = {
        _SITTINGS: _typed_rows(request, _SITTINGS, ["day", "time", "venue", "online_url"]),
        _ITEMS: _typed_rows(request, _ITEMS, item),
    }
    if more in rows:
        rows[more].append({"ORDER": len(rows[more]) + 1} if more == _ITEMS else {})
    return _forms(
        visit, purpose, None, {"plan": {name: request.POST.get(name, "") for name in names}, **rows}
    )


def _typed_rows(request: HttpRequest, prefix: str, names: Sequence[str]) -> list[dict[str, Any]]:
    total = request.POST.get(f"{prefix}-TOTAL_FORMS", "0")
    counted = min(int(total[:4]), 60) if total.isdecimal() else 0
    return [
        {name: request.POST.get(f"{prefix}-{place}-{name}", "") for name in names}
        for place in range(counted)
        if not request.POST.get(f"{prefix}-{place}-DELETE")
    ]


def _begun(visit: Visit, purpose: Purpose) -> _Forms:
    """What is known of the meeting, or what the by-laws and the kind propose."""
    if purpose.known is not None:
        return _forms(visit, purpose, None, _known(visit, purpose.known))
    languages = _languages(visit)
    proposed = queries.proposed_agenda(
        purpose.kind, languages, purpose.asked.required if purpose.asked else None
    )
    titles = queries.proposed_title(purpose.kind, languages)
    items = [
        {
            "kind": each.kind.value,
            "majority": each.majority.value,
            "ORDER": place,
            **{f"title_{language}": title for language, title in each.titles.items()},
        }
        for place, each in enumerate(proposed, start=1)
    ]
    told = {"record_date": visit.today, **{f"title_{language}": titles[language] for language in languages}}
    return _forms(visit, purpose, None, {"plan": told, _SITTINGS: [{}], _ITEMS: items})


def _known(visit: Visit, known: MeetingSeen) -> dict[str, Any]:
    zone = zone_of(visit)
    sittings = []
    for each in known.sittings:
        local = each.starts_at.astimezone(zone)
        sittings.append(
            {"day": local.date(), "time": local.time(), "venue": each.venue, "online_url": each.online_url}
        )
    items = [
        {
            "kind": item.kind.value,
            "majority": item.majority.value,
            "minutes_planned": item.minutes_planned,
            "was": item.place,
            "ORDER": item.place,
            **{f"title_{language}": title for language, title in item.titles.items()},
            **{f"text_{language}": text for language, text in item.texts.items()},
        }
        for item in known.items
    ]
    told = {"mode": known.mode.value, "record_date": known.record_date}
    titles = {f"title_{language}": title for language, title in known.titles.items()}
    return {"plan": {**told, **titles}, _SITTINGS: sittings, _ITEMS: items}


def _draft(visit: Visit, purpose: Purpose, sent: _Forms) -> MeetingDraft:
    zone = zone_of(visit)
    sittings = [
        SittingDraft(
            starts_at=datetime.combine(form.cleaned_data["day"], form.cleaned_data["time"], tzinfo=zone),
            venue=form.cleaned_data["venue"],
            online_url=form.cleaned_data["online_url"],
        )
        for form in sent.sittings.forms
        if form.cleaned_data and form not in sent.sittings.deleted_forms
    ]
    federation_words = sent.plan.cleaned_data.get("federation_words", "")
    return MeetingDraft(
        kind=purpose.kind,
        titles=sent.plan.titles(),
        mode=MeetingMode(sent.plan.cleaned_data["mode"]),
        record_date=sent.plan.cleaned_data["record_date"],
        sittings=sorted(sittings, key=lambda sitting: sitting.starts_at),
        items=[_item(purpose.known, form) for form in sent.items.ordered_forms if form.cleaned_data],
        ground=MeetingGround.FEDERATION if federation_words else purpose.ground,
        ground_words=federation_words,
        requisition=purpose.asked.number if purpose.asked else None,
    )


def _item(known: MeetingSeen | None, form: Any) -> ItemDraft:
    """An item as it was written; what its resolution sets going stays with it from the plan before."""
    told = form.cleaned_data
    before = next((item for item in known.items if item.place == told["was"]), None) if known else None
    return ItemDraft(
        kind=ItemKind(told["kind"]),
        titles=form.titles(),
        texts=form.texts(),
        majority=Majority(told["majority"]),
        minutes_planned=told["minutes_planned"],
        effect=before.effect if before else "",
        effect_facts=before.effect_facts if before else {},
    )


def _kept(visit: Visit, purpose: Purpose, draft: MeetingDraft) -> int:
    by = visit.acting(Permission.RUN_MEETINGS)
    if purpose.known is None:
        return actions.draft_meeting(by=by, draft=draft)
    actions.plan_meeting(by=by, number=purpose.known.number, draft=draft)
    return purpose.known.number
