"""The pair of numbers that most proofs consist of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import Group


class Proof(NamedTuple):
    """A challenge and the response to it; response = w - secret * challenge mod q throughout (section 3)."""

    challenge: int
    """c, below q."""
    response: int
    """t, below q."""

    def to_json(self) -> Json:
        return {"challenge": str(self.challenge), "response": str(self.response)}


def read_proof(group: Group, value: Json, at: str) -> Proof:
    """A proof in its one spelling. Raises Unsound."""
    found = canonical.fields(value, at, "challenge", "response")
    return Proof(
        canonical.scalar(group, found["challenge"], f"{at}.challenge"),
        canonical.scalar(group, found["response"], f"{at}.response"),
    )


def read_proofs(group: Group, value: Json, at: str, length: int) -> tuple[Proof, ...]:
    """A list of exactly `length` proofs. Raises Unsound."""
    found = canonical.array(value, at, length)
    return tuple(read_proof(group, item, f"{at}[{place}]") for place, item in enumerate(found))


def write_proofs(proofs: Iterable[Proof]) -> Json:
    """A list of proofs."""
    return [proof.to_json() for proof in proofs]
