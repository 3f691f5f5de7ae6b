"""Notices and papers of meetings as programs ask for them."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Final, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Query
from ninja.files import UploadedFile
from pydantic import Field

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Bounce, FileDraft
from rochdale.assembly.api.floor_schemas import MemberNumber
from rochdale.assembly.api.meeting_schemas import Language
from rochdale.assembly.errors import MeetingDocumentNotFound, bounces
from rochdale.assembly.queries import NoticeLine
from rochdale.assembly.views.documents import file_response
from rochdale.assembly.views.notices import notice_told, noticed, waiting_letters
from rochdale.assembly.views.seen import meeting_seen
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.membership.actions import POSTED_AT_ONCE_MAX
from rochdale.membership.errors import LetterNotForPaper
from rochdale.membership.queries import Channel
from rochdale.web.api import PDF, Answer, Asked, Cursors, Day, Done, PageAsked, Place, Routes

ROUTES: Final = Routes("notices")
FILES: Final = ("application/pdf", "image/jpeg", "image/png")
_LINES, _PAPER = Cursors("notices"), Cursors("notices on paper")


class NoticeTold(Answer):
    """The last notice of a meeting: the window that it kept, and what became of its letters."""

    called_on: date
    held_on: date
    days: int
    least_days: int | None
    most_days: int | None
    letters: int
    sent: int
    waiting: int
    given_up: int
    on_paper: int
    posted: int
    handed_over: int
    bounced: int


class NoticeLetter(Answer):
    """The letter to one member, and what proves that it went out; `listed_on` is the day of the list by hand."""

    member_number: int
    letter_id: UUID
    channel: str
    language: str
    last: str | None
    fault: str | None
    last_at: datetime | None
    listed_on: date | None
    bounced_by: str | None
    bounced_on: date | None
    bounce_reason: str | None


class NoticeLetters(Answer):
    """Some letters of a notice, by member number."""

    items: list[NoticeLetter]
    next_cursor: str | None


class LettersAsked(PageAsked):
    """Which letters: with `on_paper` those that wait to be printed."""

    on_paper: bool = False


class NoticePaperPage(Asked):
    """Which page of the letters that wait on paper."""

    after: Place = ""


class BounceAsked(Asked):
    """The letter to a member that came back: by which way it had gone, on which day, and why."""

    member_number: MemberNumber
    channel: Literal["email", "paper"]
    came_on: Day
    reason: Literal["address_unknown", "moved", "mailbox_full", "refused", "unclaimed"]


class HandoverAsked(Asked):
    """The letters that were given by hand, and the day of the list."""

    letter_ids: Annotated[list[UUID], Field(min_length=1, max_length=POSTED_AT_ONCE_MAX)]
    list_on: Day


class HandedOver(Answer):
    """How many were marked; those that went out already stay as they are."""

    handed_over: int


class MeetingPaperAsked(Asked):
    """The language of a file and the title under which members find it; `replaces` is the paper that it corrects."""

    language: Language
    title: Annotated[str, Field(min_length=1, max_length=200)]
    replaces: Annotated[int, Field(ge=1, le=999)] | None = None


class PaperNumber(Answer):
    """The paper, by its number in the meeting."""

    number: int


@ROUTES.question("meetings/{int:number}/notice", NoticeTold)
@requires(Permission.RUN_MEETINGS)
def notice(request: HttpRequest, number: int) -> NoticeTold:
    """What became of the letters of the last notice of a meeting."""
    _found, sent = noticed(visit_of(request), number)
    return NoticeTold(**notice_told(sent, queries.notice_figures(notice_id=sent.id)))


@ROUTES.question("meetings/{int:number}/notice/letters", NoticeLetters)
@requires(Permission.RUN_MEETINGS)
def notice_letters(request: HttpRequest, number: int, asked: Query[LettersAsked]) -> NoticeLetters:
    """The letters of the last notice, each with its proof, page by page."""
    visit = visit_of(request)
    _found, sent = noticed(visit, number)
    place = _LINES.read(visit.cooperative.id, asked.after)
    page = queries.notice_letters(
        notice_id=sent.id, after_number=place[0] if place else 0, on_paper=asked.on_paper, limit=asked.limit
    )
    following = [page.next_after] if page.next_after else None
    return NoticeLetters(
        items=[_line(line) for line in page.lines],
        next_cursor=_LINES.written(visit.cooperative.id, following),
    )


def _line(line: NoticeLine) -> NoticeLetter:
    return NoticeLetter(
        member_number=line.member_number,
        letter_id=line.letter_id,
        channel=line.channel.value,
        language=line.language,
        last=line.last.value if line.last else None,
        fault=line.fault.value if line.fault else None,
        last_at=line.last_at,
        listed_on=line.listed_on,
        bounced_by=line.bounced_by.value if line.bounced_by else None,
        bounced_on=line.bounced_on,
        bounce_reason=line.bounce_reason.value if line.bounce_reason else None,
    )


@ROUTES.question("meetings/{int:number}/notice/paper", None, media=(PDF,))
@requires(Permission.MANAGE_REGISTER)
def notice_paper(request: HttpRequest, number: int, asked: Query[NoticePaperPage]) -> HttpResponse:
    """The first letters that wait on paper as a PDF, each on a sheet of its own; not found where none waits."""
    visit = visit_of(request)
    _found, sent = noticed(visit, number)
    place = _PAPER.read(visit.cooperative.id, asked.after)
    return waiting_letters(visit, sent, place[0] if place else 0)


@ROUTES.verb(
    "meetings/{int:number}/notice/handed-over",
    HandedOver,
    refuses=(NotAllowed, errors.MeetingNotFound, errors.HandoverInFuture, LetterNotForPaper),
)
@requires(Permission.MANAGE_REGISTER)
def hand_over_notices(request: HttpRequest, number: int, asked: HandoverAsked) -> HandedOver:
    """Write down that notices were given by hand, as the list of a day says."""
    by = visit_of(request).acting(Permission.MANAGE_REGISTER)
    handed = actions.hand_over_notices(
        by=by, number=number, letter_ids=asked.letter_ids, list_on=asked.list_on
    )
    return HandedOver(handed_over=handed)


@ROUTES.verb(
    "meetings/{int:number}/notice/bounces",
    Done,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        bounces.LetterNotOut,
        bounces.BouncedAlready,
        bounces.BounceDayWrong,
    ),
)
@requires(Permission.RUN_MEETINGS)
def note_bounce(request: HttpRequest, number: int, asked: BounceAsked) -> Done:
    """Write down that a letter of the last notice came back undelivered; it waits to be given by hand."""
    bounce = Bounce(
        asked.member_number, Channel(asked.channel), asked.came_on, queries.BounceReason(asked.reason)
    )
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.note_bounce(by=by, number=number, bounce=bounce)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/papers",
    PaperNumber,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.MeetingOver,
        errors.MeetingDocumentMissing,
        errors.MeetingDocumentNotFound,
        errors.MeetingDocumentTooLarge,
        errors.DocumentKindUnknown,
        errors.TooManyMeetingDocuments,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def add_paper(
    request: HttpRequest, number: int, asked: Form[MeetingPaperAsked], file: File[UploadedFile]
) -> PaperNumber:
    """Add a paper in one language: a PDF, JPEG or PNG of 5 MB at most, kept as it is under its own hash."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    drafts = [FileDraft(asked.language, asked.title, file.read())]
    return PaperNumber(
        number=actions.add_meeting_document(by=by, number=number, files=drafts, replaces=asked.replaces)
    )


@ROUTES.question(
    "meetings/{int:number}/papers/{int:document}/{slug:language}",
    None,
    refuses=(MeetingDocumentNotFound,),
    media=FILES,
)
@insiders_only
def paper(request: HttpRequest, number: int, document: int, language: str) -> HttpResponse:
    """A paper of a meeting to which you were called, as it was brought."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    if document > 10**6:
        raise Http404
    opened = queries.document_file(meeting_id=found.id, number=document, language=language)
    return file_response(opened, f"{visit.cooperative.slug}-{number}-{document}-{language}")
