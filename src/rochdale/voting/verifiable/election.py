"""The election object (section 3): its questions and key, and what the cooperative bound to it.

It is hashed as the bytes that it is; the hash, phi, stands in every ballot. So the notice of meeting, the
motions, the roll and the times that it names by their hashes are what every voter signed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from rochdale.voting.verifiable import base58, canonical, translations
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import Group, group_named
from rochdale.voting.verifiable.hashing import base64_of
from rochdale.voting.verifiable.questions import Choice, Question, Ranking, check_range, read_question
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.translations import Wording

VERSION: Final = 1
QUESTIONS_MAX: Final = 100
_BINDING: Final = "rochdale"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Binding:
    """What the election was called for: hashes (SHA-256, hexadecimal) and times (UTC, to the second)."""

    notice: str
    """Of the notice of meeting."""
    motions: str
    """Of the motions, or of what else is asked about, as members were sent it."""
    roll: str
    """Of the frozen roll of those who may vote."""
    opens_at: str
    closes_at: str

    def to_json(self) -> Json:
        return {
            "notice": self.notice,
            "motions": self.motions,
            "roll": self.roll,
            "opens_at": self.opens_at,
            "closes_at": self.closes_at,
        }


@dataclass(frozen=True, slots=True)
class Election:
    """An election that was read and checked."""

    uuid: str
    name: str
    description: str
    group: Group
    y: int
    """The election's public key: nobody has its private half."""
    questions: tuple[Question, ...]
    fingerprint: str
    """phi = B64 of the election's bytes."""
    binding: Binding | None = None
    wordings: tuple[Wording, ...] = field(default=())
    """The same in other languages, hashed with the rest."""
    others: tuple[str, ...] = field(default=())
    """Names of further fields, which are hashed with the rest and mean nothing to us."""

    @property
    def shuffles(self) -> bool:
        """Whether some question asks for a ranking, so that ballots are shuffled before they are opened."""
        return any(isinstance(question, Ranking) for question in self.questions)


def write_election(
    *,
    uuid: str,
    name: str,
    description: str,
    group: Group,
    y: int,
    questions: tuple[Question, ...],
    binding: Binding | None = None,
    wordings: Sequence[Wording] = (),
) -> bytes:
    """The election's bytes: keep them, and never write them anew. Raises Unsound as `read_election` does.

    `wordings` say the same in other languages, question by question and answer by answer.
    """
    written: dict[str, Json] = {
        "version": VERSION,
        "description": description,
        "name": name,
        "group": group.name,
        "public_key": str(y),
        "questions": [question.to_json() for question in questions],
        "uuid": uuid,
    }
    if binding is not None:
        written[_BINDING] = binding.to_json()
    if wordings:
        written[translations.FIELD] = translations.written(wordings)
    content = canonical.encode(written)
    assert len(read_election(content).wordings) == len(wordings), "a wording does not fit the questions"
    return content


_KNOWN: Final = ("version", "description", "name", "group", "public_key", "questions", "uuid")


def read_election(content: bytes) -> Election:
    """An election, in any layout and with any further fields. Raises Unsound."""
    at = "election"
    found = canonical.parse(content, at)
    if not isinstance(found, dict):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="object")
    if not found.keys() >= set(_KNOWN):
        raise Unsound(Reason.FIELDS_WRONG, at=at, wanted=",".join(_KNOWN))
    if canonical.count(found["version"], f"{at}.version") != VERSION:
        raise Unsound(Reason.VERSION_UNKNOWN, at=at)
    group = group_named(canonical.text(found["group"], f"{at}.group"))
    questions = _questions(group, found["questions"], f"{at}.questions")
    return Election(
        uuid=_uuid(found["uuid"], f"{at}.uuid"),
        name=canonical.text(found["name"], f"{at}.name"),
        description=canonical.text(found["description"], f"{at}.description"),
        group=group,
        y=_key(group, found["public_key"], f"{at}.public_key"),
        questions=questions,
        fingerprint=base64_of(content),
        binding=_binding(found[_BINDING], f"{at}.{_BINDING}") if _BINDING in found else None,
        wordings=translations.read_wordings(found.get(translations.FIELD), questions),
        others=tuple(sorted(found.keys() - {*_KNOWN, _BINDING, translations.FIELD})),
    )


def _uuid(value: Json, at: str) -> str:
    uuid = canonical.text(value, at)
    if not base58.is_uuid(uuid):
        raise Unsound(Reason.UUID_MALFORMED, at=at)
    return uuid


def _key(group: Group, value: Json, at: str) -> int:
    y = canonical.member(group, value, at)
    if y == 1:
        raise Unsound(Reason.KEY_TRIVIAL, at=at)
    return y


def _questions(group: Group, value: Json, at: str) -> tuple[Question, ...]:
    found = canonical.array(value, at)
    if not 1 <= len(found) <= QUESTIONS_MAX:
        raise Unsound(Reason.COUNT_OUT_OF_RANGE, at=at, found=len(found))
    questions = tuple(read_question(item, f"{at}[{place}]") for place, item in enumerate(found))
    for place, question in enumerate(questions):
        if isinstance(question, Choice):
            check_range(question, f"{at}[{place}]")
        elif not group.ranks:
            raise Unsound(Reason.GROUP_WITHOUT_RANKING, at=f"{at}[{place}]", group=group.name)
    return questions


def _binding(value: Json, at: str) -> Binding:
    names = ("notice", "motions", "roll", "opens_at", "closes_at")
    found = canonical.fields(value, at, *names)
    texts = {name: canonical.text(found[name], f"{at}.{name}") for name in names}
    for name, text in texts.items():
        form = _INSTANT if name.endswith("_at") else _SHA256
        if not form.fullmatch(text):
            raise Unsound(Reason.BINDING_MALFORMED, at=f"{at}.{name}")
    if texts["opens_at"] >= texts["closes_at"]:
        raise Unsound(Reason.BINDING_MALFORMED, at=f"{at}.closes_at")
    return Binding(**texts)
