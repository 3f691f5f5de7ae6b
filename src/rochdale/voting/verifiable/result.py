"""The result (section 6): how often each answer was chosen, or the rankings in the order of the last shuffle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.answers.ranking import unpack
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.ciphertexts import Ciphertext
from rochdale.voting.verifiable.decryption import Factors
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.questions import Choice, Question, Ranking
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.tally import Tally

Counts: TypeAlias = tuple[int, ...]
Rankings: TypeAlias = tuple[tuple[int, ...], ...]
Outcome: TypeAlias = tuple[Counts | Rankings, ...]
"""For each question: counts, blanks first where blank is allowed; or everyone's ranks, shuffled."""


def open_tally(election: Election, tally: Tally, combined: Factors, ballots: int) -> Outcome:
    """What the tally of so many ballots hides. Raises Unsound where it hides no possible count."""
    logarithms = _logarithms(election.group, ballots)
    return tuple(
        _open(election.group, question, ciphertexts, factors, logarithms)
        for question, ciphertexts, factors in zip(election.questions, tally, combined, strict=True)
    )


def _logarithms(group: Group, most: int) -> dict[int, int]:
    """The count of every power of g up to the number of ballots: a product for each ballot, and no search."""
    table, power = {}, number(1)
    for count in range(most + 1):
        table[power] = count
        power = group.times(power, group.g)
    return table


def _open(
    group: Group,
    question: Question,
    ciphertexts: Sequence[Ciphertext],
    factors: Sequence[int],
    logarithms: dict[int, int],
) -> Counts | Rankings:
    plain = [
        group.times(each.beta, group.inverse(factor))
        for each, factor in zip(ciphertexts, factors, strict=True)
    ]
    if isinstance(question, Choice):
        return tuple(_count(logarithms, one) for one in plain)
    return tuple(unpack(one, len(question.answers)) for one in plain)


def _count(logarithms: dict[int, int], member: int) -> int:
    count = logarithms.get(member)
    if count is None:
        raise Unsound(Reason.COUNT_NOT_FOUND)
    return count


def write_result(outcome: Outcome) -> bytes:
    """The record of the event Result."""
    result: list[Json] = [
        [entry if isinstance(entry, int) else list(entry) for entry in question] for question in outcome
    ]
    return canonical.encode({"result": result})


def check_result(content: bytes, own: Outcome) -> None:
    """That the published result is what the decryptions give. Raises Unsound."""
    canonical.fields(canonical.parse_canonical(content, "result"), "result", "result")
    if content != write_result(own):
        raise Unsound(Reason.RESULT_DIFFERS)


def rankings_of(question: Ranking, outcome: Counts | Rankings) -> Rankings:
    """The rankings of a ranking question."""
    rankings = tuple(entry for entry in outcome if not isinstance(entry, int))
    assert len(rankings) == len(outcome)
    assert all(len(ranks) == len(question.answers) for ranks in rankings)
    return rankings
