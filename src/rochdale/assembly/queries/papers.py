"""The paper that a member fills in, read from an election object.

The object is published and hashed, and its hash stands in every ballot; so what a member is asked is what the
member signs. Its field `translations` holds the same texts in other languages, by language and in the same
order: the hash covers these as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """One answer that may be ticked, by its place in the question."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question. A member ticks from `least` to `most` answers, or none of them by saying so, if `blank`."""

    number: int
    text: str
    answers: tuple[PaperAnswer, ...]
    least: int
    most: int
    blank: bool

    @property
    def place(self) -> int:
        """The place in the election object, which counts from 0."""
        return self.number - 1

    @property
    def is_single(self) -> bool:
        """Whether exactly one answer is chosen."""
        return self.least == self.most == 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper in one language. `election` is the election object as it was published, to the byte."""

    election: str
    name: str
    description: str
    questions: tuple[PaperQuestion, ...]


def paper(election: str, *, language: str) -> Paper:
    """The ballot paper of an election in a language, or in the election's own where it has no such texts.

    The election object is one that was checked when the ballot was opened; a ranking question has no paper yet.
    """
    told = json.loads(election)
    words = told.get("translations", {}).get(language, told)
    return Paper(
        election=election,
        name=words["name"],
        description=words["description"],
        questions=tuple(
            _question(number, asked, said)
            for number, (asked, said) in enumerate(
                zip(told["questions"], words["questions"], strict=True), start=1
            )
        ),
    )


def _question(number: int, asked: dict[str, Any], said: dict[str, Any]) -> PaperQuestion:
    assert len(said["answers"]) == len(asked["answers"])
    return PaperQuestion(
        number=number,
        text=said["question"],
        answers=tuple(PaperAnswer(place, text) for place, text in enumerate(said["answers"])),
        least=asked["min"],
        most=asked["max"],
        blank=asked.get("blank", False),
    )
