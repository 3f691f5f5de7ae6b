"""The papers of the share register handed out to programs as JSON, table or paper, each time on the record.

Nothing is kept of these answers, so they take no key: what leaves again is written down again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final, Literal, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rochdale.capital.api.questions import movement_told, queued_told, share_told
from rochdale.capital.api.routes import ROUTES
from rochdale.capital.api.schemas import Movement, Queued, ShareListed
from rochdale.capital.errors import PaperTooLong
from rochdale.capital.views.outputs import (
    moved_between,
    record_paper,
    register_pages,
    register_paper,
    waiting_lines,
    waiting_paper,
    year_paper,
)
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.web.api import CSV, JSON, PDF, Answer, Asked, Day

# So many lines are handed out as JSON at once; the table has them all, and the lists go page by page.
LINES_MAX: Final = 50_000
_MEDIA = (JSON, CSV, PDF)
_REFUSES: tuple[type[Refusal], ...] = (NotAllowed, PaperTooLong)
Line = TypeVar("Line")


class FormAsked(Asked):
    """In which form."""

    form: Literal["json", "csv", "pdf"] = "json"


class SharesOfDayAsked(FormAsked):
    """Of which day; the business day where none is said."""

    on: Day | None = None


class SharesBetweenAsked(FormAsked):
    """Written down from the first to the last day, both counted."""

    first: Day
    last: Day


class SharesHandedOut(Answer):
    """The whole register of shares of a day, by name."""

    on: date
    lines: int
    items: list[ShareListed]


class ShareMovementsHandedOut(Answer):
    """Every movement that was written down between two days, the oldest first."""

    first: date
    last: date
    lines: int
    items: list[Movement]


class QueueHandedOut(Answer):
    """Everybody who waits for repayment, in order."""

    on: date
    lines: int
    items: list[Queued]


@ROUTES.verb("lists/shares", SharesHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_CAPITAL)
def hand_out_shares(request: HttpRequest, asked: SharesOfDayAsked) -> SharesHandedOut | HttpResponseBase:
    """Hand out the register of shares as of a day (rule Q-47); the table has every movement behind it."""
    visit = visit_of(request)
    on = asked.on or visit.today
    if asked.form != "json":
        return register_paper(visit, on, asked.form)
    pages = register_pages(visit, on)
    items = [share_told(each) for each in _bounded(line for page in pages for line in page)]
    record_paper(visit, "register", on, asked.form)
    return SharesHandedOut(on=on, lines=len(items), items=items)


@ROUTES.verb("lists/share-movements", ShareMovementsHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_CAPITAL)
def hand_out_movements(
    request: HttpRequest, asked: SharesBetweenAsked
) -> ShareMovementsHandedOut | HttpResponseBase:
    """Hand out the movements of shares that were written down between two days."""
    visit = visit_of(request)
    if asked.form != "json":
        return year_paper(visit, asked.first, asked.last, asked.form)
    items = [movement_told(each) for each in _bounded(moved_between(asked.first, asked.last))]
    record_paper(visit, "movements", asked.last, asked.form)
    return ShareMovementsHandedOut(first=asked.first, last=asked.last, lines=len(items), items=items)


@ROUTES.verb("lists/redemptions", QueueHandedOut, refuses=_REFUSES, media=_MEDIA, is_kept=False)
@requires(Permission.VIEW_CAPITAL)
def hand_out_queue(request: HttpRequest, asked: FormAsked) -> QueueHandedOut | HttpResponseBase:
    """Hand out who waits for repayment today, in order."""
    visit = visit_of(request)
    if asked.form != "json":
        return waiting_paper(visit, asked.form)
    items = [queued_told(each) for each in _bounded(waiting_lines())]
    record_paper(visit, "queue", visit.today, asked.form)
    return QueueHandedOut(on=visit.today, lines=len(items), items=items)


def _bounded(lines: Iterable[Line]) -> list[Line]:
    """All lines; none is left out in silence. Raises PaperTooLong."""
    found = list(islice(lines, LINES_MAX + 1))
    if len(found) > LINES_MAX:
        raise PaperTooLong(lines_max=LINES_MAX)
    return found
