"""A member as the register knows them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.errors import MemberNotFound
from rochdale.membership.queries import MemberFile
from rochdale.membership.views.particulars import particulars_shown
from rochdale.web.values import Fact, Link


@requires(Permission.VIEW_REGISTER)
@require_safe
def member(request: HttpRequest, number: int) -> HttpResponse:
    """A member as the register knows them. A room above shows the same with accounts, at the same address."""
    return render(request, "membership/member.html", member_context(visit_of(request), number))


def member_context(visit: Visit, number: int) -> dict[str, Any]:
    """What `membership/member.html` shows, for the rooms above that extend it. Raises Http404."""
    file = member_file(number)
    may_change = Permission.MANAGE_REGISTER in visit.permissions
    return {
        "member": file,
        "facts": membership_facts(file),
        "particulars": particulars_shown(file.particulars),
        "can_sign_in": file.can_sign_in,
        "change_href": visit.href("membership:member-particulars", number=number) if may_change else "",
        "back": Link(visit.href("membership:register"), _("The register")),
    }


def member_file(number: int) -> MemberFile:
    """A member of the cooperative of the visit. Raises Http404."""
    try:
        return queries.member(number=number)
    except MemberNotFound as missing:
        raise Http404 from missing


def membership_facts(file: MemberFile) -> list[Fact]:
    facts = [Fact(_("Member since"), file.joined_on)]
    if file.left_on is not None:
        facts.append(Fact(_("Left on"), file.left_on))
    return [*facts, Fact(_("Kind of membership"), capfirst(file.member_class.label))]
