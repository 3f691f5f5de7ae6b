"""The question box of a meeting. Asked inside a cooperative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from rochdale.assembly.errors import QuestionNotFound
from rochdale.assembly.models import Answer, Question
from rochdale.membership.queries import names_of

QUESTIONS_MAX: Final = 10


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What was answered."""

    words: str
    was_at_meeting: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    """A question with its answers. `name` is empty for a member to whom the author is not named."""

    number: int
    person_id: UUID
    name: str
    is_unnamed: bool
    language: str
    words: str
    at: datetime
    answers: tuple[AnswerSeen, ...]


def questions_of(*, meeting_id: UUID, reader_id: UUID | None, names_all: bool) -> list[QuestionSeen]:
    """The questions to a meeting in three statements; who runs meetings sees every author (`names_all`)."""
    found = list(Question.objects.filter(meeting_id=meeting_id).order_by("number"))
    answers: dict[UUID, list[AnswerSeen]] = {}
    for row in Answer.objects.filter(question_id__in=[each.id for each in found]).order_by("place"):
        answers.setdefault(row.question_id, []).append(AnswerSeen(row.words, row.was_at_meeting, row.at))
    shown = [row.person_id for row in found if names_all or not row.is_unnamed or row.person_id == reader_id]
    names = names_of(person_ids=shown) if shown else {}
    return [
        QuestionSeen(
            number=row.number,
            person_id=row.person_id,
            name=names.get(row.person_id, "") if names_all or not row.is_unnamed or row.person_id == reader_id else "",
            is_unnamed=row.is_unnamed,
            language=row.language,
            words=row.words,
            at=row.at,
            answers=tuple(answers.get(row.id, ())),
        )
        for row in found
    ]  # fmt: skip


def question_row(*, meeting_id: UUID, number: int) -> Question:
    """One question. Raises QuestionNotFound."""
    found = Question.objects.filter(meeting_id=meeting_id, number=number).first() if number < 2**31 else None
    if found is None:
        raise QuestionNotFound(number=number)
    return found
