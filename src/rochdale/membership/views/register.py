"""The register by name, searched and paged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.forms import AsOfForm
from rochdale.membership.queries import LineAsOf, MemberLine
from rochdale.membership.views.dates import day_asked
from rochdale.web.context import page
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Page

PAGE_LINES = 50
_DIGITS_MAX = 19


@requires(Permission.VIEW_REGISTER)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register by name, or what was searched for, page by page."""
    visit = visit_of(request)
    search = request.GET.get("q", "").strip()
    on, known = day_asked(request, "on") or visit.today, day_asked(request, "known")
    if known is not None or on != visit.today:
        return _register_as_of(request, search, on, known)
    after = request.GET.get("after", "")
    found = queries.register(
        cooperative_id=visit.cooperative.id, search=search, after_cursor=after, limit=PAGE_LINES
    )
    context = {
        "search": search,
        "lines": [_register_line(visit, line) for line in found.lines],
        "page": _page(visit, search, after, found.next_cursor),
        "members": queries.members_at(cooperative_id=visit.cooperative.id, on=visit.today),
        "today": visit.today,
        "retention_href": visit.href("membership:retention")
        if Permission.MANAGE_REGISTER in visit.permissions
        else "",
        "action": visit.href("membership:register"),
        "dates": AsOfForm(initial={"on": on}),
        "lists_href": visit.href("membership:lists"),
        # The page is a search itself: the one at the head would be a second.
        "head": replace(page(request)["head"], search=""),
    }
    return render(request, "membership/register.html", context)


def _register_as_of(request: HttpRequest, search: str, on: date, known: date | None) -> HttpResponse:
    """The members of another day, by number; or as they were known on one."""
    visit = visit_of(request)
    after = request.GET.get("after", "")
    found = queries.register_as_of(
        cooperative_id=visit.cooperative.id,
        on=on,
        known_on=known,
        search=search,
        after_number=int(after) if after.isascii() and after.isdigit() and len(after) < _DIGITS_MAX else 0,
        limit=PAGE_LINES,
    )
    href = visit.href("membership:register")
    asked = {"on": on.isoformat()} | ({"known": known.isoformat()} if known else {})
    asked |= {"q": search} if search else {}
    next_page = f"{href}?{urlencode(asked | {'after': found.next_after})}" if found.next_after else ""
    context = {
        "search": search,
        "lines": [_line_as_of(visit, line, asked) for line in found.lines],
        "page": Page(previous=f"{href}?{urlencode(asked)}" if after else "", next=next_page),
        "on": on,
        "known": known,
        "action": href,
        "dates": AsOfForm(initial={"on": on, "known": known}),
        "head": replace(page(request)["head"], search=""),
    }
    return render(request, "membership/register_as_of.html", context)


def _line_as_of(visit: Visit, line: LineAsOf, asked: dict[str, str]) -> Fact:
    since = _("since %(since)s") % {"since": day_text(line.joined_on, reader_locale())}
    name = f"{line.family_name}, {line.given_names}" if line.given_names else line.family_name
    words = [line.town, str(line.member_class.label) if line.member_class != "full" else "", since]
    days = urlencode({key: value for key, value in asked.items() if key != "q"})
    href = f"{visit.href('membership:member-history', number=line.number)}?{days}"
    return Fact(name, str(line.number), href, " · ".join(word for word in words if word))


def _register_line(visit: Visit, line: MemberLine) -> Fact:
    since = day_text(line.joined_on, reader_locale())
    if line.left_on is not None:
        note = _("since %(since)s; left on %(left)s") % {
            "since": since,
            "left": day_text(line.left_on, reader_locale()),
        }
    else:
        note = _("since %(since)s") % {"since": since}
    name = f"{line.family_name}, {line.given_names}" if line.given_names else line.family_name
    words = [line.town, str(line.member_class.label) if line.member_class != "full" else "", note]
    href = visit.href("membership:member", number=line.number)
    return Fact(name, str(line.number), href, " · ".join(word for word in words if word))


def _page(visit: Visit, search: str, after: str, next_cursor: str) -> Page:
    href = visit.href("membership:register")
    asked = {"q": search} if search else {}
    first = f"{href}?{urlencode(asked)}" if asked else href
    return Page(
        previous=first if after else "",
        next=f"{href}?{urlencode(asked | {'after': next_cursor})}" if next_cursor else "",
    )
