"""A member as the register knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import DepartureCause, FilePart, MemberFile, PersonKind
from rochdale.membership.views.looking import by_number, shows_file
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.standing import standing_context
from rochdale.web.values import Fact, Link


@requires(Permission.VIEW_REGISTER)
@require_safe
@shows_file(FilePart.MEMBER, by_number)
def member(request: HttpRequest, number: int) -> HttpResponse:
    """A member as the register knows them. A room above shows the same with accounts, at the same address."""
    return render(request, "membership/member.html", member_context(visit_of(request), number))


def member_context(visit: Visit, number: int) -> dict[str, Any]:
    """What `membership/member.html` shows, for the rooms above that extend it. Raises Http404."""
    file = member_file(number)
    may_change = Permission.MANAGE_REGISTER in visit.permissions and file.person_id != visit.person_id
    return {
        "member": file,
        "facts": membership_facts(file),
        "particulars": particulars_shown(file.particulars),
        "can_sign_in": file.can_sign_in,
        "change_href": visit.href("membership:member-particulars", number=number) if may_change else "",
        "consents_href": visit.href("membership:person-consents", person_id=file.person_id),
        "views_href": views_href(visit, file.person_id),
        **counter_hrefs(visit, file.person_id),
        "blank_href": blank_href(visit, file),
        "leaving": _leaving(visit, file),
        "history_href": visit.href("membership:member-history", number=number),
        **standing_context(visit, file),
        "back": Link(visit.href("membership:register"), _("The register")),
    }


def views_href(visit: Visit, person_id: UUID) -> str:
    """Where those who watch read who has looked at a file; empty for everybody else."""
    may_watch = Permission.VIEW_AUDIT in visit.permissions
    return visit.href("membership:person-views", person_id=person_id) if may_watch else ""


def counter_hrefs(visit: Visit, person_id: UUID) -> dict[str, str]:
    """Where an officer acts for a person at the counter, and prints the whole file; empty for everybody else."""
    if person_id == visit.person_id:
        return {}
    named = {
        "counter_href": (
            "membership:at-counter",
            {Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS},
        ),
        "whole_href": ("membership:person-file-pdf", {Permission.MANAGE_REGISTER}),
    }
    return {
        key: visit.href(name, person_id=person_id)
        for key, (name, needed) in named.items()
        if visit.permissions & needed
    }


def blank_href(visit: Visit, file: MemberFile) -> str:
    """Where an officer sees whether a former member's particulars may go; empty for everybody else."""
    may = Permission.MANAGE_REGISTER in visit.permissions and file.left_on is not None
    return visit.href("membership:blank-person", person_id=file.person_id) if may else ""


def membership_facts(file: MemberFile) -> list[Fact]:
    facts = [Fact(_("Member since"), file.joined_on)]
    if file.left_on is not None:
        facts.append(Fact(_("Left on"), file.left_on))
    return [*facts, Fact(_("Kind of membership"), capfirst(str(file.member_class.label)))]


def _leaving(visit: Visit, file: MemberFile) -> list[Link]:
    """The departure that is under way, or the ways to begin one that the visitor's offices allow."""
    if file.left_on is not None or file.person_id == visit.person_id:
        return []
    if not visit.permissions & {Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE}:
        return []
    under_way = queries.departure_under_way(member_number=file.number)
    if under_way is not None:
        return [Link(visit.href("membership:departure", departure_id=under_way), _("See where it is"))]
    causes = list(_causes(visit, file))
    return [
        Link(visit.href("membership:begin-departure", number=file.number, cause=cause.value), words)
        for cause, words in causes
    ]


def _causes(visit: Visit, file: MemberFile) -> Iterator[tuple[DepartureCause, str]]:
    is_natural = file.particulars.kind is PersonKind.NATURAL
    if Permission.MANAGE_REGISTER in visit.permissions:
        yield DepartureCause.WITHDRAWAL, _("The member asks to leave")
        if is_natural:
            yield DepartureCause.DEATH, _("The member died")
        else:
            yield DepartureCause.END_OF_ORGANIZATION, _("The organization ended")
    if Permission.DECIDE_DISCIPLINE in visit.permissions:
        yield DepartureCause.EXCLUSION, _("Propose an exclusion")
