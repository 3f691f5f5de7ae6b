"""What changed about a member and when, and how things stood on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.forms import AsOfForm
from rochdale.membership.queries import MemberAsOf
from rochdale.membership.views.dated_words import BOND_WORDS, FACT_WORDS, office_shown, value_shown
from rochdale.membership.views.dates import day_asked, end_of
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.persons import person_file
from rochdale.web.values import Fact, Link


@requires(Permission.VIEW_REGISTER)
@require_safe
def member_history(request: HttpRequest, number: int) -> HttpResponse:
    """A member as of a day, and every change that led there."""
    visit = visit_of(request)
    file = member_file(number)
    on, known = day_asked(request, "on") or visit.today, day_asked(request, "known")
    found = queries.member_as_of(number=number, on=on, known_at=end_of(visit, known) if known else None)
    context = {
        "member": file,
        "form": AsOfForm(initial={"on": on, "known": known}),
        "on": on,
        "known": known,
        "was": _was(found) if found else [],
        "name_then": found.particulars.name if found else "",
        "particulars": particulars_shown(found.particulars) if found else [],
        "changes": changes_shown(
            queries.history(person_id=file.person_id, member_id=file.member_id), names=True
        ),
        "back": Link(visit.href("membership:member", number=number), _("To the member")),
    }
    return render(request, "membership/history.html", context)


def _was(found: MemberAsOf) -> list[Fact]:
    facts = [
        Fact(_("Member since"), found.joined_on),
        Fact(_("Kind of membership"), capfirst(str(found.member_class.label))),
    ]
    if found.bond_ground:
        facts.append(Fact(_("Common bond"), BOND_WORDS.get(found.bond_ground, found.bond_ground)))
    if found.out_of_bond_since:
        facts.append(Fact(_("Outside the common bond since"), found.out_of_bond_since))
    if found.left_on is not None:
        facts.append(Fact(_("Left on"), found.left_on))
    return facts


def changes_shown(changes: list[queries.Change], *, names: bool) -> list[dict[str, Any]]:
    """The changes in words. `names` says who wrote them, which is for officers."""
    who = queries.names_of(person_ids=[each.person_id for each in changes if each.person_id])
    return [
        {
            "what": FACT_WORDS.get(each.what, each.what),
            "is_first": each.what.startswith("first_"),
            "before": value_shown(each.what, each.before),
            "after": value_shown(each.what, each.after),
            "effective_from": each.effective_from,
            "recorded_on": each.recorded_on,
            "late_days": _late(each.recorded_on, each.effective_from),
            "office": office_shown(each.authority),
            "who": who.get(each.person_id, "") if names and each.person_id else "",
            "reason": each.reason,
            "is_blanked": each.is_blanked,
        }
        for each in changes
    ]


def _late(recorded_on: date, effective_from: date | None) -> int:
    """So many days it was true before it was written."""
    if effective_from is None or recorded_on - effective_from <= timedelta(0):
        return 0
    return (recorded_on - effective_from).days


@insiders_only
@require_safe
def my_history(request: HttpRequest) -> HttpResponse:
    """What was changed in the own file: what, from when, when it was written, by which office, and why."""
    visit = visit_of(request)
    assert visit.person_id is not None
    changes = queries.history(person_id=visit.person_id, member_id=visit.member_id)
    context = {
        "person": person_file(visit.person_id),
        "changes": changes_shown(changes, names=False),
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/my_history.html", context)
