"""The queue of applications, what became of them year by year, and beginning one at the counter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import (
    REFUSAL_WORDS,
    TO_BE_PAID,
    WITH_APPLICANT,
    WITH_OFFICERS,
    AdmissionYear,
    ApplicationLine,
    ApplicationStepKind,
)
from rochdale.membership.views.applications.applying import begin
from rochdale.web.context import page
from rochdale.web.formatting import day_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page

PAGE_LINES: Final = 50
_K = ApplicationStepKind
_FILTERS: Final[Mapping[str, tuple[Promise, Sequence[ApplicationStepKind]]]] = {
    "open": (gettext_lazy("With us"), WITH_OFFICERS),
    "board": (gettext_lazy("Before the board"), (_K.SENT, _K.APPEALED)),
    "asked": (gettext_lazy("Waiting for an answer"), (_K.ASKED,)),
    "payment": (gettext_lazy("To be paid"), TO_BE_PAID),
    "registered": (gettext_lazy("Registered"), (_K.REGISTERED,)),
    "refused": (gettext_lazy("Refused"), (_K.REFUSED, _K.UPHELD)),
    "over": (gettext_lazy("Withdrawn or lapsed"), (_K.WITHDRAWN, _K.LAPSED)),
    "all": (gettext_lazy("All"), tuple(_K)),
}


@requires(Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The applications by where they stand, what is due first standing first; or what was searched for."""
    visit = visit_of(request)
    search = request.GET.get("q", "").strip()
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in _FILTERS else "all" if search else "open"
    after = request.GET.get("after", "")
    found = queries.applications(
        cooperative_id=visit.cooperative.id,
        states=_FILTERS[chosen][1],
        search=search,
        after_cursor=after,
        limit=PAGE_LINES,
    )
    href = visit.href("membership:applications")
    context = {
        "lines": [application_fact(visit, line) for line in found.lines],
        "search": search,
        "chosen": chosen,
        "filters": [
            Link(f"{href}?{urlencode({'state': name})}", label, current=name == chosen and not search)
            for name, (label, _states) in _FILTERS.items()
        ],
        "page": _page(href, search, chosen, after, found.next_cursor),
        "action": href,
        "figures_href": visit.href("membership:application-figures"),
        "enter_href": visit.href("membership:enter-application")
        if Permission.PREPARE_APPLICATIONS in visit.permissions
        else "",
        "join_href": visit.href("membership:join"),
        "head": replace(page(request)["head"], search=""),
    }
    return render(request, "membership/applications/queue.html", context)


def _page(href: str, search: str, chosen: str, after: str, next_cursor: str) -> Page:
    asked = {"state": chosen} | ({"q": search} if search else {})
    first = f"{href}?{urlencode(asked)}"
    return Page(
        previous=first if after else "",
        next=f"{href}?{urlencode(asked | {'after': next_cursor})}" if next_cursor else "",
    )


def application_fact(visit: Visit, line: ApplicationLine, words_for_it: str = "") -> Fact:
    """An application in a list: who, since when, where it stands, and until when."""
    href = visit.href("membership:application", application_id=line.id)
    name = words_for_it or line.name or _("Application %(number)s, blanked") % {"number": line.number}
    days = (visit.today - line.applied_on).days
    age = ngettext("%(days)s day old", "%(days)s days old", days) % {"days": days}
    words = [str(capfirst(line.state.label)), age]
    if line.due_on is not None and line.state in (*WITH_OFFICERS, *WITH_APPLICANT):
        words.append(due_words(line.due_on, visit.today))
    return Fact(name, f"{line.number}", href, " · ".join(words))


def time_left(due_on: date, today: date) -> str:
    """How long there is still, or since when it is late."""
    days = (due_on - today).days
    if days < 0:
        return due_words(due_on, today)
    return ngettext("%(days)s day is left", "%(days)s days are left", days) % {"days": days}


def due_words(due_on: date, today: date) -> str:
    """By when something is to happen, or since when it is late."""
    told = {"day": day_text(due_on, reader_locale())}
    return _("overdue since %(day)s") % told if due_on < today else _("next by %(day)s") % told


@requires(Permission.PREPARE_APPLICATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_application(request: HttpRequest) -> HttpResponse:
    """Begin an application for somebody at the counter; its steps are those of the public pages."""
    visit = visit_of(request)
    if request.method == "POST":
        return begin(request, visit, visit.acting(Permission.PREPARE_APPLICATIONS))
    context = {
        "terms": queries.admission_terms(on=visit.today),
        "back": Link(visit.href("membership:applications"), _("The applications")),
    }
    return render(request, "membership/applications/enter.html", context)


@requires(Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS, Permission.VIEW_AUDIT)
@require_safe
def application_figures(request: HttpRequest) -> HttpResponse:
    """What became of those who applied, year by year: whether the door is open (ICA principle 1)."""
    visit = visit_of(request)
    context = {
        "years": [_year(each) for each in queries.admission_figures()],
        "back": Link(visit.href("membership:applications"), _("The applications")),
    }
    return render(request, "membership/applications/figures.html", context)


def _year(told: AdmissionYear) -> dict[str, object]:
    number = reader_locale()
    return {
        "year": str(told.year),
        "facts": [
            Fact(_("Applications"), number_text(told.applications, number)),
            Fact(
                _("Half were decided within"),
                ngettext("%(days)s day", "%(days)s days", told.median_days) % {"days": told.median_days}
                if told.median_days is not None
                else _("none decided yet"),
            ),
        ],
        "states": [Fact(capfirst(str(state.label)), counted) for state, counted in told.by_state],
        "grounds": [
            Fact(capfirst(str(REFUSAL_WORDS.get(word, word))), counted) for word, counted in told.by_ground
        ],
    }
