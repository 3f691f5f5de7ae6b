"""Answers to a ranking question (section 4.3): all numbers packed into one member of the group, and encrypted.

Nothing proves that the numbers are a sensible ranking: whoever counts sees that after the shuffles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rochdale.voting.verifiable import canonical, ciphertexts
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.ciphertexts import Ciphertext, read_ciphertext
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs import knowledge
from rochdale.voting.verifiable.proofs.proof import Proof, read_proof
from rochdale.voting.verifiable.questions import Ranking
from rochdale.voting.verifiable.refusals import Reason, Unsound

_BASE: Final = 256  # 8 bits for each number, and 8 of padding


@dataclass(frozen=True, slots=True)
class Ranked:
    """An encrypted ranking."""

    choices: Ciphertext
    proof: Proof
    """That the voter knows r: a copied ciphertext is refused."""

    def to_json(self) -> Json:
        return {"choices": self.choices.to_json(), "proof": self.proof.to_json()}


def read_ranked(election: Election, value: Json, at: str) -> Ranked:
    """A ranking in its one spelling. Raises Unsound."""
    found = canonical.fields(value, at, "choices", "proof")
    return Ranked(
        read_ciphertext(election.group, found["choices"], f"{at}.choices"),
        read_proof(election.group, found["proof"], f"{at}.proof"),
    )


def pack(group: Group, ranks: Sequence[int]) -> int:
    """The numbers as one member: xi, the first member at or after their digits followed by 8 zero bits."""
    if not ranks or not all(0 <= rank < _BASE for rank in ranks):
        raise Unsound(Reason.RANKS_MALFORMED)
    start = number(0)
    for rank in ranks:
        start = start * _BASE + rank
    start *= _BASE
    for candidate in range(start, start + _BASE):
        if group.has(candidate):
            return number(candidate)
    raise Unsound(Reason.RANKS_MALFORMED)


def unpack(member: int, width: int) -> tuple[int, ...]:
    """The numbers of a member: its lowest digits above the padding.

    A voter may have encrypted any member: then they are numbers that nobody packed, and the counting rule says
    whether they are a ranking. No single ballot must be able to stop a count.
    """
    packed = int(member) // _BASE % _BASE**width
    return tuple(packed.to_bytes(width, "big"))


def _prefix(election: Election, ciphertext: Ciphertext, bound: str) -> str:
    return f"raweg|{bound}|{election.y},{ciphertext}|"


def check_ranked(election: Election, answer: Ranked, bound: str, at: str) -> None:
    """The members and the proof of a ranking; `bound` is S0. Raises Unsound."""
    ciphertexts.check_members(election.group, answer.choices, f"{at}.choices")
    prefix = _prefix(election, answer.choices, bound)
    if not knowledge.holds(election.group, answer.choices.alpha, answer.proof, prefix):
        raise Unsound(Reason.RANKING_PROOF_FALSE, at=f"{at}.proof")


def encrypt_ranked(
    election: Election, question: Ranking, ranks: Sequence[int], bound: str, below: Below
) -> Ranked:
    """Encrypt a ranking, and prove it; `bound` is S0. Raises Unsound for numbers that do not fit."""
    if len(ranks) != len(question.answers):
        raise Unsound(Reason.RANKS_MALFORMED)
    group = election.group
    r = exponent(group.q, below)
    choices = ciphertexts.encrypt(group, election.y, pack(group, ranks), r)
    return Ranked(choices, knowledge.prove(group, r, _prefix(election, choices, bound), below))
