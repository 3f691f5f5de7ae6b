"""The register by name, searched and paged."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import MemberLine
from rochdale.web.context import page
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Page

PAGE_LINES = 50


@requires(Permission.VIEW_REGISTER)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register by name, or what was searched for, page by page."""
    visit = visit_of(request)
    search = request.GET.get("q", "").strip()
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
        # The page is a search itself: the one at the head would be a second.
        "head": replace(page(request)["head"], search=""),
    }
    return render(request, "membership/register.html", context)


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
