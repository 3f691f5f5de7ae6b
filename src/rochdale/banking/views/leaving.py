"""Leaving, with what the member has beside it: shares, accounts to close, and what is owed on loans."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.banking import queries
from rochdale.banking.views import words
from rochdale.capital import views as shares
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, members_only, visit_of
from rochdale.membership import views as membership
from rochdale.membership.queries import FilePart
from rochdale.web.values import Fact


@insiders_only
@require_safe
@membership.shows_file(FilePart.DEPARTURE, membership.by_departure)
def departure(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """One departure, with the accounts of who leaves for those who may see them."""
    visit = visit_of(request)
    context = membership.departure_context(visit, departure_id)
    leaver = context["departure"].person_id
    may_see = Permission.VIEW_ACCOUNTS in visit.permissions or leaver == visit.person_id
    context |= _held(visit, leaver) if may_see and context["departure"].is_under_way else {}
    if Permission.VIEW_CAPITAL in visit.permissions or leaver == visit.person_id:
        context |= shares.leaving_context(visit, leaver)
    return render(request, "banking/departure.html", context)


@members_only
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """What leaving means for the member who asks, accounts included; the notice itself is the register's."""
    if request.method == "POST":
        return membership.leave(request)
    visit = visit_of(request)
    assert visit.person_id is not None
    context = membership.leave_context(visit) | _held(visit, visit.person_id)
    context |= shares.leaving_context(visit, visit.person_id)
    return render(request, "banking/leave.html", context)


def _held(visit: Visit, person_id: UUID) -> dict[str, Any]:
    held = queries.accounts_of(person_id, visit.today)
    accounts: list[Fact] = [
        words.held_line(visit, each) for each in held if each.state != "closed" and each.owner_id == person_id
    ]
    return {"shows_accounts": True, "accounts": accounts}
