"""What an election asks (section 3): choices that are added up, or rankings that are shuffled and opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.refusals import Reason, Unsound

ANSWERS_MAX: Final = 250
"""More than can be asked on a page; a ranking of more would not fit into one member (section 4.3)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Tick from `least` to `most` answers: one for "choose one", several for approval."""

    text: str
    answers: tuple[str, ...]
    least: int
    """`min`."""
    most: int
    """`max`."""
    blank: bool = False
    """Whether one may choose none of them by saying so: a further, first choice (section 4.2)."""

    @property
    def width(self) -> int:
        """How many ciphertexts an answer has."""
        return len(self.answers) + self.blank

    def to_json(self) -> Json:
        written: dict[str, Json] = {"answers": list(self.answers)}
        if self.blank:
            written["blank"] = True
        return {**written, "min": self.least, "max": self.most, "question": self.text}


@dataclass(frozen=True, slots=True)
class Ranking:
    """Give each answer a number from 0 to 255; what the numbers mean is the counting rule's."""

    text: str
    answers: tuple[str, ...]
    rule: str | None = None
    """A hint to who counts: "Schulze", "STV", "MajorityJudgment" (`extra`)."""

    @property
    def width(self) -> int:
        """How many ciphertexts an answer has."""
        return 1

    def to_json(self) -> Json:
        value: Json = {"answers": list(self.answers), "question": self.text}
        written: dict[str, Json] = {"type": "NonHomomorphic", "value": value}
        if self.rule is not None:
            written["extra"] = {"type": self.rule, "blank": True, "method": self.rule}
        return written


Question: TypeAlias = Choice | Ranking


def read_question(value: Json, at: str) -> Question:
    """A question, in any order of its fields: the election's bytes are hashed as they are. Raises Unsound."""
    if not isinstance(value, dict):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="object")
    return _ranking(value, at) if "type" in value else _choice(value, at)


def _known(value: dict[str, Json], at: str, names: set[str], optional: set[str]) -> None:
    if not names <= value.keys() <= names | optional:
        raise Unsound(Reason.FIELDS_WRONG, at=at, wanted=",".join(sorted(names)))


def _texts(value: Json, at: str) -> tuple[str, ...]:
    found = canonical.array(value, at)
    if not 1 <= len(found) <= ANSWERS_MAX:
        raise Unsound(Reason.COUNT_OUT_OF_RANGE, at=at, found=len(found))
    return tuple(canonical.text(item, at) for item in found)


def _choice(value: dict[str, Json], at: str) -> Choice:
    _known(value, at, {"answers", "min", "max", "question"}, {"blank"})
    question = Choice(
        canonical.text(value["question"], at),
        _texts(value["answers"], f"{at}.answers"),
        canonical.count(value["min"], f"{at}.min"),
        canonical.count(value["max"], f"{at}.max"),
        canonical.flag(value.get("blank", False), f"{at}.blank"),
    )
    check_range(question, at)
    return question


def check_range(question: Choice, at: str) -> None:
    """That 0 <= min <= max <= number of answers. Raises Unsound."""
    if not 0 <= question.least <= question.most <= len(question.answers):
        raise Unsound(Reason.QUESTION_RANGE_WRONG, at=at)


def _ranking(value: dict[str, Json], at: str) -> Ranking:
    _known(value, at, {"type", "value"}, {"extra"})
    if value["type"] != "NonHomomorphic":
        raise Unsound(Reason.QUESTION_KIND_UNKNOWN, at=at)
    inside = value["value"]
    if not isinstance(inside, dict):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="object")
    _known(inside, at, {"answers", "question"}, set())
    return Ranking(
        canonical.text(inside["question"], at),
        _texts(inside["answers"], f"{at}.answers"),
        _rule(value.get("extra")),
    )


def _rule(extra: Json) -> str | None:
    kind = extra.get("type") if isinstance(extra, dict) else None
    return kind if isinstance(kind, str) else None
