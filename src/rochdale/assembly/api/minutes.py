"""Minutes for programs: the book, the versions of a meeting, saving, signing, approving, and the paper."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from rochdale.assembly import actions, errors
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries import FloorRole
from rochdale.assembly.queries.minutes import BOOK_PAGE, BookLine, MinutesSeen, book
from rochdale.assembly.views.minutes_finding import MinutesAsked, minutes_asked, reader_of
from rochdale.assembly.views.minutes_paper import minutes_pdf
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, requires, visit_of
from rochdale.web.api import PDF, Answer, Asked, Cursors, Done, Name, OptionalWords, Place

_NUMBER_MAX = 10**6
_BOOK = Cursors("minutes")
VersionNumber = Annotated[int, Field(ge=1, le=_NUMBER_MAX)]
BasedOn = Annotated[int, Field(ge=0, le=_NUMBER_MAX)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,8})?$")]
PartName = Annotated[str, Field(pattern=r"^(opening|closing|[1-9][0-9]{0,3})$")]
PartText = Annotated[
    str, Field(max_length=20_000, pattern=r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$")
]
PartTexts = Annotated[dict[PartName, PartText], Field(max_length=200)]
_SAVING = (
    NotAllowed,
    errors.MeetingNotFound,
    errors.MinutesTooEarly,
    errors.MinutesMovedOn,
    errors.MinutesUnexplained,
)


class MinutesBookAsked(Asked):
    """Words to search, each the beginning of a word; and the cursor that the page before gave."""

    q: Name = ""
    after: Place = ""


class MinutesListed(Answer):
    """A meeting in the book of minutes, with the version that you may read."""

    meeting: int
    kind: str
    titles: dict[str, str]
    held_on: date
    version: int
    is_signed: bool
    is_approved: bool


class MinutesBook(Answer):
    """Meetings with minutes, the latest first."""

    items: list[MinutesListed]
    next_cursor: str | None


class ParagraphTold(Answer):
    """A paragraph: a text, the wording of a motion, or a result. Persons stand in it as placeholders."""

    kind: str
    text: str


class PartTold(Answer):
    """The opening, the closing, or an item of the agenda by its number."""

    place: str
    title: str
    paragraphs: list[ParagraphTold]


class SignatureTold(Answer):
    """A signature: as chair or secretary of the meeting, and when."""

    role: str
    at: datetime


class ApprovalTold(Answer):
    """The resolution of a later meeting that approved a version."""

    resolution: int
    meeting: int
    decided_on: date


class MinutesTold(Answer):
    """A version of the minutes of a meeting; version 0 is the draft that is not saved, and has no hash.

    Until `provisional_until`, and the count of the ballot that closes then, results are provisional and nobody signs.
    """

    meeting: int
    version: int
    last_version: int
    hash: str
    corrects: int | None
    words: str
    is_signed: bool
    provisional_until: datetime | None
    texts: dict[str, list[PartTold]]
    signatures: list[SignatureTold]
    approval: ApprovalTold | None


class MinutesVersionAsked(Asked):
    """Which version: the last that you may read where nothing is said."""

    version: VersionNumber | None = None


class MinutesPaperAsked(MinutesVersionAsked):
    """In which language, and which version."""

    language: Language


class MinutesSaving(Asked):
    """The texts of some parts by language, made from the last version; why, where that one is signed."""

    based_on: BasedOn
    texts: Annotated[dict[Language, PartTexts], Field(max_length=20)]
    words: OptionalWords = ""


class MinutesDrafting(Asked):
    """From which version the draft takes over; why, where that one is signed."""

    based_on: BasedOn
    words: OptionalWords = ""


class MinutesSigning(Asked):
    """Which version is signed, and as what."""

    version: VersionNumber
    role: Literal["chair", "secretary"]


class MinutesApproving(Asked):
    """Which version was approved, and by which resolution."""

    version: VersionNumber
    resolution: VersionNumber


class MinutesSaved(Answer):
    """The number of the version."""

    version: int


@ROUTES.question("minutes", MinutesBook)
@insiders_only
def minutes_book(request: HttpRequest, asked: Query[MinutesBookAsked]) -> MinutesBook:
    """The book of minutes, as far as it is open to you."""
    visit = visit_of(request)
    whose = visit.cooperative.id
    after = _BOOK.text(whose, asked.after)
    found = book(reader=reader_of(visit), search=asked.q, before=int(after) if after else None)
    following = str(found[-1].number) if len(found) == BOOK_PAGE else None
    return MinutesBook(items=[_listed(each) for each in found], next_cursor=_BOOK.following(whose, following))


@ROUTES.question("meetings/{int:number}/minutes", MinutesTold, refuses=(errors.MinutesNotFound,))
@insiders_only
def minutes(request: HttpRequest, number: int, asked: Query[MinutesVersionAsked]) -> MinutesTold:
    """The minutes of a meeting: the last signed version, or for who runs or signs it the last."""
    return _told(minutes_asked(visit_of(request), number, asked.version))


@ROUTES.question("meetings/{int:number}/minutes/paper", None, refuses=(errors.MinutesNotFound,), media=(PDF,))
@insiders_only
def minutes_paper(request: HttpRequest, number: int, asked: Query[MinutesPaperAsked]) -> HttpResponse:
    """The minutes as paper, with the names of the persons, the signatures and the approval."""
    visit = visit_of(request)
    return minutes_pdf(visit, minutes_asked(visit, number, asked.version), asked.language)


@ROUTES.verb("meetings/{int:number}/minutes", MinutesSaved, refuses=_SAVING, status=HTTPStatus.CREATED)
@requires(Permission.RUN_MEETINGS)
def save_minutes(request: HttpRequest, number: int, asked: MinutesSaving) -> MinutesSaved:
    """Save the texts of some parts as a new version; what is not sent stays as it is."""
    saved = actions.save_minutes(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        based_on=asked.based_on,
        texts=asked.texts,
        words=asked.words,
    )
    return MinutesSaved(version=saved)


@ROUTES.verb("meetings/{int:number}/minutes/draft", MinutesSaved, refuses=_SAVING, status=HTTPStatus.CREATED)
@requires(Permission.RUN_MEETINGS)
def draft_minutes(request: HttpRequest, number: int, asked: MinutesDrafting) -> MinutesSaved:
    """Save what the minutes draft of themselves now as a new version, in place of the last."""
    saved = actions.draft_minutes(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        based_on=asked.based_on,
        words=asked.words,
    )
    return MinutesSaved(version=saved)


@ROUTES.verb(
    "meetings/{int:number}/minutes/signatures",
    Done,
    refuses=(
        errors.MeetingNotFound,
        errors.MinutesNotFound,
        errors.MinutesMovedOn,
        errors.NotNamedToSign,
        errors.MinutesSignedAlready,
        errors.MinutesTooEarly,
        errors.MinutesProvisional,
        errors.MinutesIncomplete,
    ),
)
@freshly_signed_in
@insiders_only
def sign_minutes(request: HttpRequest, number: int, asked: MinutesSigning) -> Done:
    """Sign the last version, as the chair or the secretary who was named for the meeting."""
    visit = visit_of(request)
    visit.require_self()
    actions.sign_minutes(
        by=visit.acting_for_oneself(), number=number, version=asked.version, role=FloorRole(asked.role)
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/minutes/approvals",
    Done,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.MinutesNotFound,
        errors.MinutesApprovedAlready,
        errors.ApprovalImpossible,
    ),
)
@requires(Permission.RUN_MEETINGS)
def approve_minutes(request: HttpRequest, number: int, asked: MinutesApproving) -> Done:
    """Write down that a later meeting approved a signed version."""
    actions.approve_minutes(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        version=asked.version,
        resolution=asked.resolution,
    )
    return Done()


def _listed(line: BookLine) -> MinutesListed:
    return MinutesListed(
        meeting=line.number,
        kind=line.kind.value,
        titles=dict(line.titles),
        held_on=line.held_on,
        version=line.version,
        is_signed=line.is_signed,
        is_approved=line.is_approved,
    )


def _told(asked: MinutesAsked) -> MinutesTold:
    shown = asked.shown
    return MinutesTold(
        meeting=asked.seen.number,
        version=shown.version,
        last_version=asked.last,
        hash=shown.hash,
        corrects=shown.corrects,
        words=shown.words,
        is_signed=shown.is_signed,
        provisional_until=asked.provisional_until,
        texts=_texts(shown),
        signatures=[SignatureTold(role=each.role.value, at=each.at) for each in shown.signatures],
        approval=ApprovalTold(
            resolution=shown.approval.resolution,
            meeting=shown.approval.meeting,
            decided_on=shown.approval.decided_on,
        )
        if shown.approval
        else None,
    )


def _texts(shown: MinutesSeen) -> dict[str, list[PartTold]]:
    return {
        language: [
            PartTold(
                place=part.place,
                title=part.title,
                paragraphs=[ParagraphTold(kind=each.kind.value, text=each.text) for each in part.paragraphs],
            )
            for part in parts
        ]
        for language, parts in shown.content.texts.items()
    }
