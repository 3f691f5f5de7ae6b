"""The delays that run, in words, for the officers who may do something about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.membership import queries
from rochdale.membership.queries import Delay
from rochdale.web.values import Fact

_DELAY_WORDS: Final[Mapping[str, Promise]] = {
    "departure_asked": gettext_lazy("may leave from this day on"),
    "departure_notified": gettext_lazy("is heard by the board"),
    "departure_decided": gettext_lazy("must be told the decision with its reasons"),
    "departure_told": gettext_lazy("may appeal until this day"),
    "suspension": gettext_lazy("gets suspended rights back by itself"),
    "representative": gettext_lazy("has no representative from this day on"),
    "guardian": gettext_lazy("comes of age, or loses a guardian"),
}
_OF_REGISTER: Final = frozenset({Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE})


def delays_shown(visit: Visit) -> list[Fact]:
    """The delays of the next weeks and those that have passed, the soonest first; nothing for other offices."""
    if visit.permissions.isdisjoint(_OF_REGISTER):
        return []
    return [
        _line(visit, each)
        for each in queries.delays(cooperative_id=visit.cooperative.id, on=visit.today)
        if each.person_id != visit.person_id
    ]


def _line(visit: Visit, delay: Delay) -> Fact:
    may_see = Permission.VIEW_REGISTER in visit.permissions
    if delay.kind.startswith("departure_"):
        href = visit.href("membership:departure", departure_id=delay.subject_id)
    else:
        href = visit.href("membership:member", number=delay.member_number) if may_see else ""
    told = _DELAY_WORDS.get(delay.kind, _("waits for the next step"))
    return Fact(f"{delay.name}, {delay.member_number}", delay.due_on, href, f"{told} · {_left(delay)}")


def _left(delay: Delay) -> str:
    days = abs(delay.days_left)
    if delay.is_overdue:
        return ngettext("overdue for %(days)s day", "overdue for %(days)s days", days) % {"days": days}
    if not days:
        return _("today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
