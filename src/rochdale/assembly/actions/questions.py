"""The question box: members ask before a meeting or during it, and are answered in writing or there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.models import Answer, MeetingStepKind, Question
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.questions import QUESTIONS_MAX, question_row
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id

_OVER: Final = frozenset({MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED})


def ask_question(*, by: Acting, number: int, language: str, words: str, is_unnamed: bool = False) -> int:
    """Put a question in the box of a meeting; its number.

    `is_unnamed` keeps one's name from the other members, not from who runs the meeting. The same words twice are one
    question. Raises MeetingNotFound, QuestionMissing, TooManyQuestions.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        row = lock(number)
        if not words.strip() or meeting(number).stands in _OVER:
            raise errors.QuestionMissing
        known = Question.objects.filter(meeting_id=row.id)
        own = known.filter(person_id=by.person_id)
        sent = own.filter(words=words.strip()).first()
        if sent is not None:
            return int(sent.number)
        if own.count() >= QUESTIONS_MAX:
            raise errors.TooManyQuestions(most=QUESTIONS_MAX)
        id_, place = new_id(by.at), known.count() + 1
        Question(
            id=id_,
            cooperative_id=by.cooperative_id,
            meeting_id=row.id,
            number=place,
            person_id=by.person_id,
            language=language,
            words=words.strip(),
            is_unnamed=is_unnamed,
            at=by.at,
            act_id=_record(by, "assembly.ask_question", id_, {"meeting": number, "number": place}),
        ).save(force_insert=True)
        return place


def answer_question(*, by: Acting, number: int, question: int, words: str, at_meeting: bool) -> None:
    """Answer a question in writing, or write down what was answered at the meeting; members read it. Twice is once.

    Raises NotAllowed, MeetingNotFound, QuestionNotFound, QuestionMissing.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        asked = question_row(meeting_id=row.id, number=question)
        if not words.strip():
            raise errors.QuestionMissing
        place = Answer.objects.filter(question_id=asked.id).count() + 1
        last = Answer.objects.filter(question_id=asked.id, place=place - 1).first()
        if last is not None and (last.words, last.was_at_meeting) == (words.strip(), at_meeting):
            return
        Answer(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            question_id=asked.id,
            place=place,
            words=words.strip(),
            was_at_meeting=at_meeting,
            at=by.at,
            act_id=_record(by, "assembly.answer_question", asked.id, {"meeting": number, "place": place}),
        ).save(force_insert=True)


def _record(by: Acting, verb: str, question_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "question", question_id, version, facts))
