"""Letters as programs ask for them: one's own, and what officers print and post."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.actions import POSTED_AT_ONCE_MAX
from rochdale.membership.errors import LetterNotForPaper
from rochdale.membership.queries import FilePart, LetterLine
from rochdale.membership.queries import LetterPage as Found
from rochdale.membership.views.letters import letter_seen, one_paper, waiting_paper
from rochdale.membership.views.looking import note_look
from rochdale.web.api import PDF, Answer, Asked, Cursors, PageAsked, Place, Routes

ROUTES = Routes("letters")
_WAITING, _OWN = Cursors("letters"), Cursors("my letters")


class LetterListed(Answer):
    """A letter in a list. `last` is what happened to it last, None where nothing has; `recipient` is for officers."""

    id: UUID
    kind: str
    channel: str
    subject: str
    recipient: str
    written_on: date
    last: str | None
    last_at: datetime | None


class LetterPage(Answer):
    """Some letters. `next_cursor` is None on the last page."""

    items: list[LetterListed]
    next_cursor: str | None


class Delivery(Answer):
    """One thing that happened to a letter: `fault` says why it was not sent, `next_at` when it is tried again."""

    outcome: str
    fault: str | None
    at: datetime
    next_at: datetime | None


class LetterTold(Answer):
    """A letter with its words and what became of it, the oldest first. One that was blanked has no words."""

    id: UUID
    kind: str
    channel: str
    language: str
    address: str
    recipient: str
    person_id: UUID | None
    subject: str
    body: str
    written_on: date
    is_settled: bool
    is_blanked: bool
    is_for_paper: bool
    deliveries: list[Delivery]


class PaperPage(Asked):
    """Which page of the letters that wait: the first where nothing is said."""

    after: Place = ""


class PostedAsked(Asked):
    """The letters that were printed and posted."""

    letter_ids: Annotated[list[UUID], Field(min_length=1, max_length=POSTED_AT_ONCE_MAX)]


class Posted(Answer):
    """How many were marked; those that are settled already stay as they are."""

    posted: int


@ROUTES.question("my-letters", LetterPage)
@insiders_only
def my_letters(request: HttpRequest, asked: Query[PageAsked]) -> LetterPage:
    """The letters to you, the newest first, page by page."""
    visit = visit_of(request)
    after = _OWN.id(visit.cooperative.id, asked.after)
    found = queries.letters_of(person_id=visit.require_self(), after=after, limit=asked.limit)
    return _page(visit.cooperative.id, found, _OWN)


@ROUTES.question("letters", LetterPage)
@requires(Permission.MANAGE_REGISTER)
def letters(request: HttpRequest, asked: Query[PageAsked]) -> LetterPage:
    """The letters that wait to be printed and posted, the oldest first, page by page."""
    whose = visit_of(request).cooperative.id
    found = queries.letters_for_paper(after=_WAITING.id(whose, asked.after), limit=asked.limit)
    return _page(whose, found, _WAITING)


def _page(whose: UUID, found: Found, cursors: Cursors) -> LetterPage:
    following = cursors.following(whose, found.next_after)
    return LetterPage(items=[_line(each) for each in found.lines], next_cursor=following)


def _line(line: LetterLine) -> LetterListed:
    return LetterListed(
        id=line.id,
        kind=line.kind,
        channel=line.channel.value,
        subject=line.subject,
        recipient=line.recipient,
        written_on=line.written_on,
        last=line.last.value if line.last else None,
        last_at=line.last_at,
    )


@ROUTES.question("letters/paper", None, media=(PDF,))
@requires(Permission.MANAGE_REGISTER)
def letters_paper(request: HttpRequest, asked: Query[PaperPage]) -> HttpResponse:
    """One page of the letters that wait as a PDF, each on a sheet of its own; not found where none waits."""
    visit = visit_of(request)
    return waiting_paper(visit, _WAITING.id(visit.cooperative.id, asked.after))


@ROUTES.question("letters/{uuid:letter_id}", LetterTold)
@insiders_only
def letter(request: HttpRequest, letter_id: UUID) -> LetterTold:
    """One letter: to who got it, and to the officers of the register."""
    visit = visit_of(request)
    found = letter_seen(visit, letter_id)
    if found.person_id is not None:
        note_look(visit, FilePart.LETTER, found.person_id)
    return LetterTold(
        id=found.id,
        kind=found.kind,
        channel=found.channel.value,
        language=found.language,
        address=found.address,
        recipient=found.recipient,
        person_id=found.person_id,
        subject=found.subject,
        body=found.body,
        written_on=found.written_on,
        is_settled=found.is_settled,
        is_blanked=found.is_blanked,
        is_for_paper=found.is_for_paper,
        deliveries=[
            Delivery(
                outcome=each.outcome.value,
                fault=each.fault.value if each.fault else None,
                at=each.at,
                next_at=each.next_at,
            )
            for each in found.deliveries
        ],
    )


@ROUTES.question("letters/{uuid:letter_id}/paper", None, media=(PDF,))
@insiders_only
def letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter as a PDF; not found where its words are gone."""
    visit = visit_of(request)
    paper = one_paper(visit, letter_id)
    found = letter_seen(visit, letter_id)
    if found.person_id is not None:
        note_look(visit, FilePart.LETTER, found.person_id)
    return paper


@ROUTES.verb("letters/posted", Posted, refuses=(NotAllowed, LetterNotForPaper))
@requires(Permission.MANAGE_REGISTER)
def post_letters(request: HttpRequest, asked: PostedAsked) -> Posted:
    """Write down that letters were printed and posted."""
    by = visit_of(request).acting(Permission.MANAGE_REGISTER)
    return Posted(posted=actions.post_letters(by=by, letter_ids=asked.letter_ids))
