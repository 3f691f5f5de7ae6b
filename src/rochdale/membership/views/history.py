"""What changed about a member and when, and how things stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.forms import AsOfForm
from rochdale.membership.queries import Change, FilePart, MemberAsOf
from rochdale.membership.views.dated_words import BOND_WORDS, FACT_WORDS, office_shown, value_shown
from rochdale.membership.views.dates import day_asked
from rochdale.membership.views.looking import by_number, shows_file
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.persons import person_file
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

# What begins or ends, and has nothing before it.
HAPPENINGS = frozenset(
    {
        "representative",
        "representative_ended",
        "guardian",
        "guardian_ended",
        "suspension",
        "suspension_lifted",
    }
)


@requires(Permission.VIEW_REGISTER)
@require_safe
@shows_file(FilePart.MEMBER, by_number)
def member_history(request: HttpRequest, number: int) -> HttpResponse:
    """A member as of a day, and every change that led there."""
    visit = visit_of(request)
    file = member_file(number)
    on, known = day_asked(request, "on") or visit.today, day_asked(request, "known")
    found = queries.member_as_of(number=number, on=on, known_on=known)
    context = {
        "member": file,
        "form": AsOfForm(initial={"on": on, "known": known}),
        "on": on,
        "known": known,
        "was": [*_was(found), *particulars_shown(found.particulars)] if found else [],
        "name_then": found.particulars.name if found else "",
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


def changes_shown(changes: list[Change], *, names: bool) -> list[Fact]:
    """The changes in words, each with the day from which it holds. `names` says who wrote them: for officers."""
    who = queries.names_of(person_ids=[each.person_id for each in changes if each.person_id]) if names else {}
    return [_change(each, who.get(each.person_id, "") if each.person_id else "") for each in changes]


def _change(change: Change, who: str) -> Fact:
    holds = _("always") if change.effective_from is None else change.effective_from
    told = [_written(change, who), change.reason]
    return Fact(_what(change), holds, "", " · ".join(word for word in told if word))


def _what(change: Change) -> str:
    what = str(FACT_WORDS.get(change.what, change.what))
    if change.what.startswith("first_") or change.what == "left":
        return what
    if change.what in HAPPENINGS:
        return _("%(what)s: %(after)s") % {"what": what, "after": value_shown(change.what, change.after)}
    if change.is_blanked:
        return _("%(what)s: erased") % {"what": what}
    said = {"what": what} | {
        when: _in_words(value_shown(change.what, value))
        for when, value in (("before", change.before), ("after", change.after))
    }
    return _("%(what)s: “%(after)s”, before it “%(before)s”") % said


def _in_words(value: Any) -> str:
    return day_text(value, reader_locale()) if isinstance(value, date) else str(value)


def _written(change: Change, who: str) -> str:
    """When and by whom it was written down, and how long that was after or before it held."""
    office = office_shown(change.authority)
    told = {
        "day": day_text(change.recorded_on, reader_locale()),
        "who": _("%(who)s (%(office)s)") % {"who": who, "office": office} if who else office,
    }
    days = (change.recorded_on - change.effective_from).days if change.effective_from else 0
    if not days or change.what.startswith("first_"):
        return _("written down on %(day)s by: %(who)s") % told
    if days > 0:
        late = ngettext("%(days)s day later", "%(days)s days later", days) % {"days": days}
    else:
        late = ngettext("%(days)s day ahead", "%(days)s days ahead", -days) % {"days": -days}
    return _("written down on %(day)s, %(late)s, by: %(who)s") % (told | {"late": late})


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
