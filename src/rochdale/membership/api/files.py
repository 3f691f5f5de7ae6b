"""A person's whole file to take along, and who has looked at it, as programs ask for them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import JsonValue

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership import queries
from rochdale.membership.errors import DocumentDamaged
from rochdale.membership.queries import FilePart
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.file_views import DONE_SHOWN
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.my_file import paper_of
from rochdale.membership.views.persons import person_file
from rochdale.membership.views.whole_file import whole_paper, written_file
from rochdale.web.api import PDF, Answer, Cursors, PageAsked, Routes

ROUTES = Routes("files")
PAPER_MEDIA = ("application/pdf", "image/jpeg", "image/png")
_LOOKS = Cursors("looks")


class OfCooperative(Answer):
    """Whose file it is kept by."""

    name: str
    slug: str


class WholeFile(Answer):
    """Everything that is kept about a person, section by section (docs/reference/person-file.md)."""

    format: str
    cooperative: OfCooperative
    made_at: datetime
    business_date: date
    person_id: UUID
    sections: dict[str, list[dict[str, JsonValue]]]
    goes_on: list[str]


class Look(Answer):
    """One look at a file: who, under which offices, at what, and when."""

    id: UUID
    person_id: UUID
    name: str
    offices: list[str]
    part: str
    at: datetime


class Assisted(Answer):
    """What an officer did for the person at the counter."""

    person_id: UUID
    name: str
    verb: str
    at: datetime


class Looks(Answer):
    """Some looks, the newest first; on the first page also what was done at the counter. `next_cursor` as ever."""

    items: list[Look]
    assisted: list[Assisted]
    next_cursor: str | None


@ROUTES.question("my-file/whole", WholeFile)
@insiders_only
def my_whole_file(request: HttpRequest) -> WholeFile:
    """Everything that the cooperative keeps about you."""
    visit = visit_of(request)
    return WholeFile.model_validate(written_file(visit, visit.require_self(), None))


@ROUTES.question("my-file/whole/paper", None, media=(PDF,))
@insiders_only
def my_whole_paper(request: HttpRequest) -> HttpResponse:
    """The same as paper, in your language."""
    visit = visit_of(request)
    return whole_paper(visit, visit.require_self(), None)


@ROUTES.question("my-file/papers/{uuid:document_id}", None, refuses=(DocumentDamaged,), media=PAPER_MEDIA)
@insiders_only
def my_paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A paper that you brought when you joined, as it was brought."""
    return secret_link.handed_over(paper_of(visit_of(request).require_self(), document_id))


@ROUTES.question("persons/{uuid:person_id}/whole", WholeFile)
@requires(Permission.MANAGE_REGISTER)
def person_whole_file(request: HttpRequest, person_id: UUID) -> WholeFile:
    """The whole file of a person who asks at your counter, as far as your offices let through."""
    visit = visit_of(request)
    person_file(person_id)
    note_look(visit, FilePart.WHOLE, person_id)
    return WholeFile.model_validate(written_file(visit, person_id, visit.permissions))


@ROUTES.question("persons/{uuid:person_id}/whole/paper", None, media=(PDF,))
@requires(Permission.MANAGE_REGISTER)
def person_whole_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The same as paper, in the person's language."""
    visit = visit_of(request)
    paper = whole_paper(visit, person_id, visit.permissions)
    note_look(visit, FilePart.WHOLE, person_id)
    return paper


@ROUTES.question("my-file/looks", Looks)
@insiders_only
def my_looks(request: HttpRequest, asked: Query[PageAsked]) -> Looks:
    """Who has looked at your file, page by page, and what was done for you at the counter."""
    return _looks(request, visit_of(request).require_self(), asked)


@ROUTES.question("persons/{uuid:person_id}/looks", Looks)
@requires(Permission.VIEW_AUDIT)
def person_looks(request: HttpRequest, person_id: UUID, asked: Query[PageAsked]) -> Looks:
    """Who has looked at a person's file, for those who watch."""
    person_file(person_id)
    return _looks(request, person_id, asked)


def _looks(request: HttpRequest, person_id: UUID, asked: PageAsked) -> Looks:
    whose = visit_of(request).cooperative.id
    after = _LOOKS.id(whose, asked.after)
    found = queries.file_views_of(person_id=person_id, after=after, limit=asked.limit)
    done = [] if after else queries.assistance_of(person_id=person_id, limit=DONE_SHOWN)
    return Looks(
        items=[
            Look(
                id=each.id,
                person_id=each.viewer_id,
                name=each.viewer,
                offices=[office.value for office in each.offices],
                part=each.part.value,
                at=each.at,
            )
            for each in found.lines
        ],
        assisted=[
            Assisted(person_id=each.officer_id, name=each.officer, verb=each.verb.value, at=each.at)
            for each in done
        ],
        next_cursor=_LOOKS.following(whose, found.next_after),
    )
