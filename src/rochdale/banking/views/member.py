"""A member's page, with the accounts beside what the register knows."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rochdale.banking import queries
from rochdale.banking.views import words
from rochdale.capital import views as shares
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership.queries import FilePart
from rochdale.membership.views import by_number, member_context, shows_file
from rochdale.web.values import Link


@requires(Permission.VIEW_REGISTER)
@require_safe
@shows_file(FilePart.MEMBER, by_number)
def member(request: HttpRequest, number: int) -> HttpResponse:
    """What the register knows of a member, and the accounts for those who may see them."""
    visit = visit_of(request)
    context = member_context(visit, number)
    may_see = Permission.VIEW_ACCOUNTS in visit.permissions
    held = queries.accounts_of(context["member"].person_id, visit.today) if may_see else []
    context |= {
        "may_see": may_see,
        "accounts": [words.held_line(visit, account) for account in held],
        "acts": counter_links(visit, held[0].number) if held else [],
    }
    if Permission.VIEW_CAPITAL in visit.permissions:
        context |= shares.member_shares(visit, context["member"].person_id)
    return render(request, "banking/member.html", context)


def counter_links(visit: Visit, number: str) -> list[Link]:
    """What may be done at the counter with one account."""
    asked = urlencode({"account": number})
    return [
        Link(f"{visit.href(f'banking:{name}')}?{asked}", label)
        for name, label, permission in words.COUNTER
        if permission in visit.permissions
    ]
