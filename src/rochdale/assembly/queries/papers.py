"""The paper that a member fills in, read from an election object.

The object is published and hashed, and its hash stands in every ballot; so what a member is asked is what the
member signs. Its field `translations` holds the same texts in other languages, by language and in the same
order: the hash covers these as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question. A member ticks from `least` to `most` answers, or none of them by saying so, if `blank`.

    Where `is_ranking`, the member puts up to `most` of them in order.
    """

    number: int
    text: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool
    is_ranking: bool = False

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

    @property
    def has_ranking(self) -> bool:
        """Whether some question asks for an order."""
        return any(question.is_ranking for question in self.questions)

    @property
    def election_text(self) -> SafeString:
        """`election` as text inside an HTML element, from which a browser reads it back to the byte.

        Its many quotation marks stay as they are, since the page must be small.
        """
        escaped = self.election.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
        return mark_safe(escaped)  # noqa: S308  # nothing is left that could begin a tag or an entity


def paper(election: str, *, language: str) -> Paper:
    """The ballot paper of an election in a language, or in the election's own where it has no such texts.

    The election object is one that was checked when the ballot was opened.
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
    is_ranking = "type" in asked
    asked, said = asked.get("value", asked), said.get("value", said)
    assert len(said["answers"]) == len(asked["answers"])
    # Who ranks may rank one or all: nothing in the protocol says how many, and nobody can be kept from a blank vote.
    most = len(asked["answers"])
    return PaperQuestion(
        number=number,
        text=said["question"],
        answers=tuple(said["answers"]),
        least=asked.get("min", 1),
        most=asked.get("max", most),
        blank=is_ranking or asked.get("blank", False),
        is_ranking=is_ranking,
    )
