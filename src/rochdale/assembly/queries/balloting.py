"""What a verifiable ballot asks, and where it stands: pure values and rules, without the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from rochdale.assembly.models import BallotStepKind
from rochdale.voting.verifiable.questions import ANSWERS_MAX, Choice, Question, Ranking
from rochdale.voting.verifiable.translations import WordedQuestion
from rochdale.web.uploads import PART_BYTES_MAX

_K = BallotStepKind
FOLLOWS: Final[Mapping[BallotStepKind, frozenset[BallotStepKind]]] = {
    _K.SET_UP: frozenset({_K.CODES_MADE, _K.GIVEN_UP}),
    _K.CODES_MADE: frozenset({_K.OPENED, _K.GIVEN_UP}),
    _K.OPENED: frozenset({_K.CLOSED, _K.GIVEN_UP}),
    _K.CLOSED: frozenset({_K.SHUFFLED, _K.COUNTED, _K.GIVEN_UP}),
    _K.SHUFFLED: frozenset({_K.COUNTED, _K.GIVEN_UP}),
    _K.COUNTED: frozenset(),
    _K.GIVEN_UP: frozenset(),
}
"""Which step may follow which (INV-101)."""
OVER: Final = frozenset({_K.COUNTED, _K.GIVEN_UP})
"""What ends a ballot: until then the results of its meeting are provisional (rule Q-36)."""
QUESTIONS_MAX: Final = 20
TRUSTEES_MAX: Final = 50
SHUFFLERS: Final = 2
"""How many trustees shuffle orders at least, where there are as many."""


ORDER_BYTES: Final = 4_360
"""What an order takes at most in a shuffle: two numbers of 2048 bits and five of its proof, in decimal digits."""
FRAME_BYTES: Final = 128 * 1024
"""What the rest of the proofs takes, of as many questions as a ballot may have."""
ORDERS_MAX: Final = (PART_BYTES_MAX - FRAME_BYTES) // ORDER_BYTES
"""How many orders a trustee can shuffle, since the shuffle comes in one piece."""


class AskedKind(StrEnum):
    """What a question asks for."""

    MOTION = "motion"
    CHOICE = "choice"
    RANKING = "ranking"


# What a rule can count: sums of marks were opened, or orders one by one.
ONE_MARK: Final = ("plurality", "absolute_majority")
SEVERAL_MARKS: Final = ("approval", "block_vote")
ORDERS: Final = ("scottish_stv", "meek_stv", "instant_runoff", "schulze", "ranked_pairs", "borda")
_ONE_SEAT: Final = frozenset({"absolute_majority", "instant_runoff", "schulze", "ranked_pairs"})
MOTION_ANSWERS: Final = (
    {"en": "For", "fr": "Pour"},
    {"en": "Against", "fr": "Contre"},
    {"en": "I abstain", "fr": "Je m’abstiens"},
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, its words by language. `rule` elects `seats` of its answers; without one it is only counted.

    Of a choice from `least` to `most` answers are ticked, or none of them by saying so, where `blank`.
    """

    kind: AskedKind
    texts: Mapping[str, str]
    answers: tuple[Mapping[str, str], ...]
    least: int = 1
    most: int = 1
    blank: bool = False
    rule: str = ""
    seats: int = 0

    def to_json(self) -> dict[str, Any]:
        """As the row of a ballot keeps it."""
        return {
            "kind": self.kind.value,
            "texts": dict(self.texts),
            "answers": [dict(answer) for answer in self.answers],
            "least": self.least,
            "most": self.most,
            "blank": self.blank,
            "rule": self.rule,
            "seats": self.seats,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Asked:
        """What a row keeps."""
        said = {**kept, "kind": AskedKind(kept["kind"]), "answers": tuple(kept["answers"])}
        return cls(**said)

    def question(self, language: str) -> Question:
        """The question of the election object, in its language."""
        worded = self.worded(language)
        if self.kind is AskedKind.RANKING:
            return Ranking(worded.question, worded.answers, "STV" if self.rule.endswith("stv") else None)
        return Choice(worded.question, worded.answers, self.least, self.most, self.blank)

    def worded(self, language: str) -> WordedQuestion:
        """The words in a language."""
        return WordedQuestion(self.texts[language], tuple(answer[language] for answer in self.answers))


def motion(texts: Mapping[str, str]) -> Asked:
    """A question that adopts or rejects the item."""
    answers = tuple({language: each[language] for language in texts} for each in MOTION_ANSWERS)
    return Asked(AskedKind.MOTION, texts, answers)


@dataclass(frozen=True, slots=True)
class TrusteeDraft:
    """Who shall keep a key: to be reached by e-mail, and as a person of the register where it is one.

    Who is mandatory is always needed; of the others a number is.
    """

    name: str
    email: str
    language: str
    person_id: UUID | None = None
    is_mandatory: bool = True


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """A ballot as it is to be announced; `threshold` of the trustees who are not mandatory are needed."""

    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    questions: tuple[Asked, ...]
    opens_at: datetime
    closes_at: datetime
    trustees: tuple[TrusteeDraft, ...]
    threshold: int | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages it is asked, the first being that of the election object."""
        return tuple(self.names)


def orders_possible(questions: Sequence[Asked], entitled: int) -> int:
    """How many orders are to be shuffled if everybody votes."""
    return entitled * sum(asked.kind is AskedKind.RANKING for asked in questions)


def set_up_faults(draft: BallotDraft, *, is_election: bool) -> list[str]:
    """Every code of what is wrong with a draft (`errors.BallotFaulty` has the words); none for a good one."""
    found = [*_frame_faults(draft), *_trustee_faults(draft)]
    for place, asked in enumerate(draft.questions):
        found += _question_faults(asked, draft.languages, may_be_motion=place == 0 and not is_election)
    if not is_election and draft.questions and draft.questions[0].kind is not AskedKind.MOTION:
        found.append("motion_missing")
    return list(dict.fromkeys(found))


def _frame_faults(draft: BallotDraft) -> Iterator[str]:
    if not draft.names or not all(name.strip() for name in draft.names.values()):
        yield "name_missing"
    if set(draft.descriptions) != set(draft.names):
        yield "language_missing"
    if not 1 <= len(draft.questions) <= QUESTIONS_MAX:
        yield "questions_out_of_range"


def _trustee_faults(draft: BallotDraft) -> Iterator[str]:
    if not 1 <= len(draft.trustees) <= TRUSTEES_MAX:
        yield "trustees_out_of_range"
    if not all(each.name.strip() and "@" in each.email for each in draft.trustees):
        yield "trustee_unreachable"
    sharing, threshold = sum(not each.is_mandatory for each in draft.trustees), draft.threshold
    if (threshold is not None) != bool(sharing) or (threshold is not None and not 1 <= threshold <= sharing):
        yield "threshold_out_of_range"


def _question_faults(asked: Asked, languages: Sequence[str], *, may_be_motion: bool) -> Iterator[str]:
    every = [asked.texts, *asked.answers]
    if not all(set(languages) <= {name for name, text in words.items() if text.strip()} for words in every):
        yield "language_missing"
    else:
        for language in languages:
            if len({answer[language] for answer in asked.answers}) < len(asked.answers):
                yield "answers_alike"
    if not 2 <= len(asked.answers) <= min(ANSWERS_MAX, 250):  # noqa: PLR2004  # one answer is no question
        yield "answers_out_of_range"
    if asked.kind is AskedKind.MOTION and not may_be_motion:
        yield "motion_misplaced"
    if asked.kind is AskedKind.CHOICE and not 1 <= asked.least <= asked.most <= len(asked.answers):
        yield "marks_out_of_range"
    yield from _rule_faults(asked)


def _rule_faults(asked: Asked) -> Iterator[str]:
    if not asked.rule:
        if asked.seats or asked.kind is AskedKind.RANKING:
            yield "rule_missing"
        return
    if asked.rule not in rules_for(asked):
        yield "rule_unfit"
    if not 1 <= asked.seats <= len(asked.answers) or (asked.seats > 1 and asked.rule in _ONE_SEAT):
        yield "seats_out_of_range"


def rules_for(asked: Asked) -> tuple[str, ...]:
    """The rules that can count what is opened of a question."""
    if asked.kind is AskedKind.MOTION:
        return ()
    if asked.kind is AskedKind.RANKING:
        return ORDERS
    return ONE_MARK if asked.most == 1 else SEVERAL_MARKS
