"""The encrypted tally (section 6): the last ballot of each credential, multiplied together.

For a ranking question the tally is the list of ciphertexts, sorted as numbers so that it tells nothing of order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.answers.choosing import Chosen
from rochdale.voting.verifiable.answers.ranking import Ranked
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.ballots import Answer, Ballot
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.ciphertexts import Ciphertext, read_ciphertexts
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.questions import Choice, Question
from rochdale.voting.verifiable.refusals import Reason, Unsound

Tally: TypeAlias = tuple[tuple[Ciphertext, ...], ...]
"""For each question its ciphertexts."""


def counted(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The ballots that count: of each credential the last."""
    return list({ballot.credential: ballot for ballot in ballots}.values())


def tally(election: Election, ballots: Sequence[Ballot]) -> Tally:
    """The tally of ballots that were checked, one for each credential."""
    return tuple(
        _of_question(election.group, question, [ballot.answers[place] for ballot in ballots])
        for place, question in enumerate(election.questions)
    )


def _of_question(group: Group, question: Question, answers: Sequence[Answer]) -> tuple[Ciphertext, ...]:
    if isinstance(question, Choice):
        return _products(group, question.width, [one.choices for one in answers if isinstance(one, Chosen)])
    return tuple(sorted(one.choices for one in answers if isinstance(one, Ranked)))


def _products(group: Group, width: int, answers: Sequence[Sequence[Ciphertext]]) -> tuple[Ciphertext, ...]:
    totals, p = [(number(1), number(1))] * width, group.p
    for choices in answers:
        totals = [
            (alpha * choice.alpha % p, beta * choice.beta % p)
            for (alpha, beta), choice in zip(totals, choices, strict=True)
        ]
    return tuple(Ciphertext(alpha, beta) for alpha, beta in totals)


@dataclass(frozen=True, slots=True)
class TallyParts:
    """The two records of the event EncryptedTally."""

    tally: bytes
    sized: bytes


def tally_json(found: Tally) -> Json:
    """A tally, or the ciphertexts of a shuffle."""
    return [[ciphertext.to_json() for ciphertext in question] for question in found]


def write_tally(found: Tally, ballots: int) -> TallyParts:
    """The records of a tally of so many ballots; each has one vote."""
    content = canonical.encode(tally_json(found))
    sized: Json = {"num_tallied": ballots, "total_weight": ballots, "encrypted_tally": hex_of(content)}
    return TallyParts(content, canonical.encode(sized))


def lengths(election: Election, ballots: int) -> list[int]:
    """How many ciphertexts each question has in a tally of so many ballots."""
    return [question.width if isinstance(question, Choice) else ballots for question in election.questions]


def read_tally(election: Election, value: Json, at: str, ballots: int) -> Tally:
    """Ciphertexts in the shape of a tally; membership is not asked. Raises Unsound."""
    found = canonical.array(value, at, len(election.questions))
    return tuple(
        read_ciphertexts(election.group, item, f"{at}[{place}]", length)
        for place, (item, length) in enumerate(zip(found, lengths(election, ballots), strict=True))
    )


def check_published(parts: TallyParts, own: Tally, ballots: int) -> None:
    """That what was published is what the ballots give, and says how many they are. Raises Unsound.

    The stock tool 2.0 looks at neither: it computes its own tally, and ignores the published one.
    """
    expected = write_tally(own, ballots)
    if parts.tally != expected.tally:
        raise Unsound(Reason.TALLY_DIFFERS)
    if parts.sized != expected.sized:
        raise Unsound(Reason.TALLY_SIZE_WRONG, counted=ballots)
