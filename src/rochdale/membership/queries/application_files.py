"""Questions about one application or some, each whole: its steps, its papers, and what the applicant wrote."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.membership.errors import ApplicationNotFound
from rochdale.membership.models import (
    Application,
    ApplicationDocument,
    ApplicationStepKind,
    DocumentKind,
    Member,
    MemberClass,
    PersonKind,
)
from rochdale.membership.queries.applicants import Applicant, unpacked
from rochdale.membership.queries.application_links import application_of_link
from rochdale.membership.queries.applying import APPLICATION_FOLLOWS
from rochdale.membership.queries.sealing import place_of, unseal
from rochdale.tenancy.queries import array_of_ids, rows

_PAPER = ("id", "kind", "media_type", "size", "added_at")
_K = ApplicationStepKind


@dataclass(frozen=True, slots=True)
class ApplicationStepTaken:
    """One step of an application. `ground` and `words` are what the applicant reads.

    `by_person_id` is the officer who took it, None where the applicant or the program did.
    """

    kind: ApplicationStepKind
    on: date
    at: datetime
    next_by: date | None
    ground: str
    words: str
    member_id: UUID | None
    entry_id: UUID | None
    act_id: UUID
    by_person_id: UUID | None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A paper that was brought: what it is to prove, what it is, and its bytes."""

    id: UUID
    kind: DocumentKind
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationFile:
    """An application with its steps and papers, and what may follow.

    `applicant` is None, and `name` empty, once it was blanked. `person_id` is the person as whom an officer knew
    the applicant again, or whom the registration made. `member_number` is there once it is registered.
    """

    id: UUID
    number: int
    kind: PersonKind
    member_class: MemberClass
    shares: int
    instalments: int
    bond: str
    language: str
    bylaw_version: int | None
    applied_on: date
    name: str
    applicant: Applicant | None
    person_id: UUID | None
    sign_in_id: UUID | None
    entered_by: UUID | None
    blanked_on: date | None
    steps: tuple[ApplicationStepTaken, ...]
    follows: frozenset[ApplicationStepKind]
    documents: tuple[DocumentLine, ...]
    member_number: int | None

    @property
    def last(self) -> ApplicationStepTaken:
        """The step at which it stands."""
        return self.steps[-1]

    @property
    def is_with_board(self) -> bool:
        """Whether it was sent to the board, which then decides."""
        return any(step.kind is _K.SENT for step in self.steps)

    @property
    def email(self) -> str:
        """Where the applicant, or who acts for the applicant, is written to, or "" when neither gave an address."""
        if self.applicant is None:
            return ""
        others = [each.email for each in (self.applicant.guardian, self.applicant.representative) if each]
        return next((each for each in (self.applicant.particulars.email, *others) if each), "")


def application(*, application_id: UUID) -> ApplicationFile:
    """One application of the current cooperative, in four statements. Raises ApplicationNotFound."""
    return _file(Application.objects.filter(id=application_id).first())


def application_files(*, application_ids: Collection[UUID]) -> list[ApplicationFile]:
    """Some applications of the current cooperative, by number, in four statements."""
    return _files(list(Application.objects.filter(id__in=application_ids).order_by("number")))


def application_by_token(*, token: str) -> ApplicationFile:
    """The application that a secret link leads to. Raises ApplicationNotFound."""
    return _file(application_of_link(token))


def _file(row: Application | None) -> ApplicationFile:
    if row is None:
        raise ApplicationNotFound
    return _files([row])[0]


def _files(found: Sequence[Application]) -> list[ApplicationFile]:
    ids = [row.id for row in found]
    steps = _steps_of(found)
    papers = _documents_of(ids)
    member_ids = {taken[-1].member_id for taken in steps.values() if taken[-1].member_id is not None}
    numbers: dict[UUID | None, int] = {}
    if member_ids:
        numbers.update(Member.objects.filter(id__in=member_ids).values_list("id", "number"))
    return [
        _whole(row, steps[row.id], papers.get(row.id, []), numbers.get(steps[row.id][-1].member_id))
        for row in found
    ]


def _steps_of(found: Sequence[Application]) -> dict[UUID, tuple[ApplicationStepTaken, ...]]:
    if not found:
        return {}
    asked = {
        "cooperative_id": found[0].cooperative_id,
        "application_ids": array_of_ids(row.id for row in found),
    }
    steps: dict[UUID, list[ApplicationStepTaken]] = {}
    for application_id, *step in rows("membership", "application_steps.sql", asked):
        steps.setdefault(application_id, []).append(_step(tuple(step)))
    return {application_id: tuple(taken) for application_id, taken in steps.items()}


def _documents_of(application_ids: Collection[UUID]) -> dict[UUID, list[DocumentLine]]:
    papers: dict[UUID, list[DocumentLine]] = {}
    found = ApplicationDocument.objects.filter(application_id__in=application_ids).order_by("id")
    for application_id, *paper in found.values_list("application_id", *_PAPER):
        assert application_id is not None
        papers.setdefault(application_id, []).append(_paper(tuple(paper)))
    return papers


def _whole(
    row: Application,
    steps: tuple[ApplicationStepTaken, ...],
    papers: Sequence[DocumentLine],
    member_number: int | None,
) -> ApplicationFile:
    return ApplicationFile(
        id=row.id,
        number=row.number,
        kind=PersonKind(row.kind),
        member_class=MemberClass(row.member_class),
        shares=row.shares,
        instalments=row.instalments,
        bond=row.bond,
        language=row.language,
        bylaw_version=row.bylaw_version,
        applied_on=row.applied_on,
        name=row.name,
        applicant=_applicant(row),
        person_id=row.person_id,
        sign_in_id=row.sign_in_id,
        entered_by=row.entered_by,
        blanked_on=row.blanked_on,
        steps=steps,
        follows=APPLICATION_FOLLOWS.get(steps[-1].kind, frozenset()),
        documents=tuple(papers),
        member_number=member_number,
    )


def _applicant(row: Application) -> Applicant | None:
    if row.particulars is None:
        return None
    return unpacked(unseal(bytes(row.particulars), place=place_of(row.cooperative_id, "application", row.id)))


def _step(row: tuple[Any, ...]) -> ApplicationStepTaken:
    kind, on, at, next_by, ground, words, member_id, entry_id, act_id, by_person_id = row
    return ApplicationStepTaken(
        kind=ApplicationStepKind(kind),
        on=on,
        at=at,
        next_by=next_by,
        ground=ground,
        words=words,
        member_id=member_id,
        entry_id=entry_id,
        act_id=act_id,
        by_person_id=by_person_id,
    )


def documents_of(*, application_id: UUID | None = None, draft_id: UUID | None = None) -> list[DocumentLine]:
    """The papers of an application or of a draft, the oldest first, without what they say."""
    wanted = {"application_id": application_id} if application_id else {"draft_id": draft_id}
    found = ApplicationDocument.objects.filter(**wanted).order_by("id")
    return [_paper(each) for each in found.values_list(*_PAPER)]


def _paper(row: tuple[Any, ...]) -> DocumentLine:
    id_, kind, media_type, size, added_at = row
    return DocumentLine(id_, DocumentKind(kind), media_type, size, added_at)
