"""The lists that statutes ask for, each of its day or period, and handing them out for a purpose that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.forms import AsOfForm, ExtractForm, PeriodForm
from rochdale.membership.queries import Addressee, ListKind, Movement, NoticeList, Right
from rochdale.membership.views import extracts
from rochdale.membership.views.dated_words import whys_shown
from rochdale.membership.views.dates import day_asked
from rochdale.membership.views.extracts import Extract
from rochdale.membership.views.particulars import LANGUAGE_NAMES
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

# So many lines are shown on the page; all of them are handed out.
SHOWN_LINES = 20
TITLES: Mapping[ListKind, Promise] = {
    ListKind.REGISTER: gettext_lazy("The register of members"),
    ListKind.NOTICE: gettext_lazy("Members entitled to notice and to vote"),
    ListKind.EXCLUDED: gettext_lazy("Members not entitled, with the reason"),
    ListKind.JOINED: gettext_lazy("Members who joined, by cause"),
    ListKind.LEFT: gettext_lazy("Members who left, by cause"),
    ListKind.ROLL: gettext_lazy("Members entitled to vote in a meeting"),
}


@requires(Permission.VIEW_REGISTER)
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are."""
    visit = visit_of(request)
    lines = [
        Fact(
            _("Notice of a meeting"),
            "",
            visit.href("membership:notice-list"),
            _("Who is entitled at a record date, by name, and who is not, with the reason."),
        ),
        Fact(
            _("Who joined and who left"),
            "",
            visit.href("membership:movements"),
            _("Between two days, with the cause of each."),
        ),
        Fact(
            _("The register as of a day"),
            "",
            visit.href("membership:register-list"),
            _("Every member by name, with the address of that day."),
        ),
    ]
    return render(request, "membership/lists.html", {"lines": lines})


def _day(request: HttpRequest, name: str) -> date | None:
    """The day of a list. No list leaves that is of another day than was asked for. Raises Http404."""
    found = day_asked(request, name)
    if found is None and request.method == "POST" and request.GET.get(name):
        raise Http404
    return found


@requires(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "POST"])
def notice_list(request: HttpRequest) -> HttpResponse:
    """Who is entitled to notice at a record date, and who is not (rule Q-39)."""
    visit = visit_of(request)
    on = _day(request, "on") or visit.today
    found = queries.notice_list(cooperative_id=visit.cooperative.id, on=on)
    counts = {ListKind.NOTICE: len(found.entitled), ListKind.EXCLUDED: len(found.excluded)}
    dates: forms.Form = AsOfForm(initial={"on": on})
    del dates.fields["known"]
    dates.fields["on"].label = _("Record date")
    dates.fields["on"].help_text = _("Who is a member on that day counts, with the rights of that day.")
    return _list_page(
        request,
        counts,
        on,
        on,
        lambda kind: notice_extract(found, kind),
        dates=dates,
        title=_("Notice of a meeting"),
        shown=[
            (TITLES[ListKind.NOTICE], counts[ListKind.NOTICE], _people(visit, found.entitled)),
            (TITLES[ListKind.EXCLUDED], counts[ListKind.EXCLUDED], _people(visit, found.excluded)),
        ],
    )


@requires(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "POST"])
def register_list(request: HttpRequest) -> HttpResponse:
    """Every member of a day, by name, with the address of that day (rule Q-47)."""
    visit = visit_of(request)
    on = _day(request, "on") or visit.today
    found = queries.members_listed(cooperative_id=visit.cooperative.id, on=on)
    dates: forms.Form = AsOfForm(initial={"on": on})
    del dates.fields["known"]
    return _list_page(
        request,
        {ListKind.REGISTER: len(found)},
        on,
        on,
        lambda _kind: register_extract(found, on),
        dates=dates,
        title=_("The register as of a day"),
        shown=[(TITLES[ListKind.REGISTER], len(found), _people(visit, found))],
    )


@requires(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "POST"])
def movements(request: HttpRequest) -> HttpResponse:
    """Who joined and who left between two days, with the cause of each."""
    visit = visit_of(request)
    first = _day(request, "first") or visit.today.replace(month=1, day=1)
    last = max(first, _day(request, "last") or visit.today)
    own_id = visit.cooperative.id
    joined = queries.joined_between(cooperative_id=own_id, first=first, last=last)
    left = queries.left_between(cooperative_id=own_id, first=first, last=last)
    counts = {ListKind.JOINED: len(joined), ListKind.LEFT: len(left)}
    return _list_page(
        request,
        counts,
        first,
        last,
        lambda kind: moved_extract(joined if kind is ListKind.JOINED else left, kind, first, last),
        dates=PeriodForm(initial={"first": first, "last": last}),
        title=_("Who joined and who left"),
        shown=[
            (TITLES[ListKind.JOINED], len(joined), _movers(visit, joined, ListKind.JOINED)),
            (TITLES[ListKind.LEFT], len(left), _movers(visit, left, ListKind.LEFT)),
        ],
    )


def _list_page(
    request: HttpRequest,
    counts: Mapping[ListKind, int],
    first: date,
    last: date,
    extract_of: Callable[[ListKind], Extract],
    *,
    dates: forms.Form,
    title: str,
    shown: Sequence[tuple[Any, int, list[Fact]]],
) -> HttpResponse:
    visit = visit_of(request)
    kinds = [(kind.value, TITLES[kind]) for kind in counts]
    form = ExtractForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        kind = ListKind(sent["which"])
        out = HandedOut(kind, first, last, sent["form"], sent["purpose"])
        return hand_out(visit, out, extract_of(kind))
    context = {
        "title": title,
        "dates": dates,
        "form": form,
        "shown": [(name, count, lines, count - len(lines)) for name, count, lines in shown],
        "back": Link(visit.href("membership:lists"), _("All lists")),
    }
    return render(request, "membership/list.html", context, status=400 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A list on its way out: which, of which days (the same twice for a list of one day), in which form, what for."""

    kind: ListKind
    first: date
    last: date
    form: str
    purpose: str


def hand_out(visit: Visit, out: HandedOut, extract: Extract) -> HttpResponse:
    """The record first: a list that nobody knows of does not leave. A paper that cannot be made is not recorded.

    Raises ListTooLong, PurposeMissing, NotAllowed.
    """
    if out.form == "pdf":
        extracts.require_paper(extract.lines)
    record_handing_out(visit, out, lines=len(extract.lines))
    if out.form == "pdf":
        name = visit.cooperative.name
        return extracts.paper(extract, cooperative=name, purpose=out.purpose, at=visit.at)
    return extracts.table(extract)


def record_handing_out(visit: Visit, out: HandedOut, *, lines: int) -> None:
    """Write down that a list leaves. Raises PurposeMissing, NotAllowed."""
    actions.record_extract(
        by=visit.acting(Permission.VIEW_REGISTER),
        kind=out.kind,
        first=out.first,
        last=out.last,
        lines=lines,
        form=out.form,
        purpose=out.purpose,
    )


def _listed_name(family: str, given: str) -> str:
    return f"{family}, {given}" if given else family


def _people(visit: Visit, found: Sequence[Addressee]) -> list[Fact]:
    return [
        Fact(
            _listed_name(each.family_name, each.given_names),
            str(each.rights.number),
            visit.href("membership:member", number=each.rights.number),
            whys_shown(each.rights.missing.get(Right.VOTE, ())) or _address(each),
        )
        for each in found[:SHOWN_LINES]
    ]


def _address(each: Addressee) -> str:
    return ", ".join(part for part in (each.street, each.town, each.postal_code) if part)


def _movers(visit: Visit, found: Sequence[Movement], kind: ListKind) -> list[Fact]:
    return [
        Fact(
            _listed_name(each.family_name, each.given_names),
            each.on,
            visit.href("membership:member", number=each.number),
            str(_cause(each, kind)),
        )
        for each in found[:SHOWN_LINES]
    ]


def _cause(each: Movement, kind: ListKind) -> Any:
    return (queries.JOINING_CAUSES if kind is ListKind.JOINED else queries.LEAVING_CAUSES)[each.cause]


def notice_extract(found: NoticeList, kind: ListKind) -> Extract:
    """Who is entitled at a record date, or who is not, in words."""
    is_entitled = kind is ListKind.NOTICE
    heads = [_("Name"), _("Number"), _("Address"), _("Language"), _("E-mail address")]
    widths = [6, 2, 8, 3, 6]
    if not is_entitled:
        heads, widths = [_("Name"), _("Number"), _("Reason")], [4, 1, 4]
    lines = [
        [
            _listed_name(each.family_name, each.given_names),
            str(each.rights.number),
            *(
                [_address(each), LANGUAGE_NAMES.get(each.language, each.language), each.email]
                if is_entitled
                else [whys_shown(each.rights.missing[Right.VOTE])]
            ),
        ]
        for each in found.listed(kind)
    ]
    period = _("As of %(day)s") % {"day": day_text(found.on, reader_locale())}
    return Extract(f"{kind.value}-{found.on}", str(TITLES[kind]), period, heads, widths, lines)


def register_extract(found: Sequence[Addressee], on: date) -> Extract:
    """The members of a day, in words."""
    heads = [_("Name"), _("Number"), _("Member since"), _("Kind of membership"), _("Address")]
    lines = [
        [
            _listed_name(each.family_name, each.given_names),
            str(each.rights.number),
            each.joined_on.isoformat(),
            str(each.rights.member_class.label),
            _address(each),
        ]
        for each in found
    ]
    period = _("As of %(day)s") % {"day": day_text(on, reader_locale())}
    return Extract(f"register-{on}", str(TITLES[ListKind.REGISTER]), period, heads, [6, 2, 3, 4, 8], lines)


def moved_extract(found: Sequence[Movement], kind: ListKind, first: date, last: date) -> Extract:
    """Who joined or left, in words: by cause, and of one cause by day."""
    locale = reader_locale()
    ordered = sorted(found, key=lambda each: (each.cause, each.on, each.number))
    lines = [
        [
            str(_cause(each, kind)),
            each.on.isoformat(),
            str(each.number),
            _listed_name(each.family_name, each.given_names),
        ]
        for each in ordered
    ]
    days = {"first": day_text(first, locale), "last": day_text(last, locale)}
    period = _("From %(first)s to %(last)s") % days
    heads, widths = [_("Cause"), _("Date"), _("Number"), _("Name")], [5, 3, 2, 6]
    return Extract(f"{kind.value}-{first}-{last}", str(TITLES[kind]), period, heads, widths, lines)
