"""What an election asks, in other languages: a further field of its object, which its hash covers.

The field `translations` means nothing to the protocol, so nothing is refused because of it: one that does not
fit the questions is passed over, and the election is read in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.questions import Question

FIELD: Final = "translations"
LANGUAGES_MAX: Final = 20
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class WordedQuestion:
    """A question and its answers, in their order."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """An election in another language, by its code (BCP 47)."""

    language: str
    name: str
    description: str
    questions: tuple[WordedQuestion, ...]


def written(wordings: Sequence[Wording]) -> Json:
    """The field, as the booth reads it."""
    return {
        each.language: {
            "name": each.name,
            "description": each.description,
            "questions": [
                {"question": asked.question, "answers": list(asked.answers)} for asked in each.questions
            ],
        }
        for each in wordings
    }


def read_wordings(value: Json, questions: Sequence[Question]) -> tuple[Wording, ...]:
    """The wordings that fit the questions; those that do not are passed over."""
    if not isinstance(value, dict) or len(value) > LANGUAGES_MAX:
        return ()
    found = (_wording(language, told, questions) for language, told in sorted(value.items()))
    return tuple(wording for wording in found if wording is not None)


def _wording(language: str, told: Json, questions: Sequence[Question]) -> Wording | None:
    if not _LANGUAGE.fullmatch(language) or not isinstance(told, dict):
        return None
    match told:
        case {"name": str(name), "description": str(description), "questions": list(asked)}:
            worded = [_worded(each) for each in asked]
        case _:
            return None
    fitting = [each for each in worded if each is not None]
    wanted = [len(question.answers) for question in questions]
    if len(fitting) != len(worded) or [len(each.answers) for each in fitting] != wanted:
        return None
    return Wording(language, name, description, tuple(fitting))


def _worded(told: Json) -> WordedQuestion | None:
    match told:
        case {"question": str(question), "answers": list(answers)}:
            texts = [answer for answer in answers if isinstance(answer, str)]
            return WordedQuestion(question, tuple(texts)) if len(texts) == len(answers) else None
        case _:
            return None
