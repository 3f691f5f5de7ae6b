"""What stands at the head of every page of a cooperative: the places that a person may go to.

Rooms below do not know each other's pages, so the list of all of them is here. A room that gets a page worth
a word at the head adds a line to its chapter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.web.values import Link


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name in the room's urls. Without permissions it is for everybody with a door."""

    name: str
    label: Promise
    permissions: frozenset[Permission] = frozenset()

    def is_for(self, visit: Visit) -> bool:
        """Whether the person may go there today."""
        return not self.permissions or not self.permissions.isdisjoint(visit.permissions)


REGISTER = Place("membership:register", _("The register"), frozenset({Permission.VIEW_REGISTER}))
MY_FILE = Place("membership:my-file", _("My file"))
HOME = Place("banking:home", _("What waits"), frozenset(Permission))
MY_BOOK = Place("banking:home", _("My book"))
SEARCH = Place("banking:search", _("Search"), frozenset({Permission.VIEW_REGISTER, Permission.VIEW_ACCOUNTS}))
TRIAL_BALANCE = Place("banking:trial-balance", _("Trial balance"), frozenset({Permission.VIEW_TRIAL_BALANCE}))
LEAVING = Place(
    "membership:departures",
    _("Leaving"),
    frozenset({Permission.MANAGE_REGISTER, Permission.DECIDE_DISCIPLINE}),
)
SHARES = Place("capital:shares", _("Shares"), frozenset({Permission.VIEW_CAPITAL}))
MY_SHARES = Place("capital:my-shares", _("My shares"))
CORRECTIONS = Place("membership:name-requests", _("Corrections"), frozenset({Permission.MANAGE_REGISTER}))
LETTERS = Place("membership:letters", _("Letters"), frozenset({Permission.MANAGE_REGISTER}))
APPLICATIONS = Place(
    "membership:applications",
    _("Applications"),
    frozenset({Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS}),
)
DAYS = Place("banking:days", _("The days"), frozenset({Permission.VIEW_ACCOUNTS}))
MEETINGS = Place("assembly-votes:meetings", _("Meetings"))
OURS = Place("banking:cooperative", _("Our cooperative"))
BOARD = Place("assembly-decisions:board", _("The board"))
RESOLUTIONS = Place("assembly-decisions:resolutions", _("Resolutions"))
FOLLOW_UPS = Place("assembly-decisions:follow-ups", _("To be done"), frozenset({Permission.RUN_MEETINGS}))
MINUTES = Place("assembly-votes:minutes-book", pgettext_lazy("documents", "Minutes"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together: one word stands for them at the head, and all of them below it."""

    label: Promise
    places: tuple[Place, ...]


CHAPTERS = (
    Chapter(_("Members"), (REGISTER, APPLICATIONS, LEAVING, CORRECTIONS, LETTERS)),
    Chapter(_("Shares"), (SHARES,)),
    Chapter(_("Books"), (TRIAL_BALANCE, DAYS)),
    Chapter(_("Our cooperative"), (OURS, MEETINGS, MINUTES, BOARD, RESOLUTIONS, FOLLOW_UPS)),
)


def shown_to(visit: Visit) -> Visit:
    """The visit with its navigation filled in."""
    first = (HOME,) if HOME.is_for(visit) else (MY_BOOK, MY_SHARES)
    links = [
        *(Link(_href(visit, place), place.label) for place in first),
        *(_opened(visit, chapter) for chapter in CHAPTERS),
    ]
    return replace(
        visit,
        navigation=tuple(link for link in links if link is not None and link.href),
        person_url=_href(visit, MY_FILE),
        search_url=_href(visit, SEARCH) if SEARCH.is_for(visit) else "",
    )


def _opened(visit: Visit, chapter: Chapter) -> Link | None:
    """A chapter as far as it is for the visitor, begun at its first page."""
    places = [Link(_href(visit, place), place.label) for place in chapter.places if place.is_for(visit)]
    within = [link for link in places if link.href]
    return Link(within[0].href, chapter.label, within=within) if within else None


def _href(visit: Visit, place: Place) -> str:
    try:
        return visit.href(place.name)
    except NoReverseMatch:
        return ""
