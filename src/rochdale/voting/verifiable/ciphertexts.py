"""ElGamal ciphertexts: (alpha, beta) = (g^r, y^r * m)."""

from __future__ import annotations

from typing import NamedTuple

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.refusals import Reason, Unsound


class Ciphertext(NamedTuple):
    """What hides a number m from all but the trustees together."""

    alpha: int
    """g^r."""
    beta: int
    """y^r * m."""

    def to_json(self) -> Json:
        return {"alpha": str(self.alpha), "beta": str(self.beta)}

    def __str__(self) -> str:
        return f"{self.alpha},{self.beta}"


def encrypt(group: Group, y: int, plain: int, r: int) -> Ciphertext:
    """The member `plain`, hidden by `r`."""
    return Ciphertext(group.secret_power(group.g, r), group.times(group.secret_power(y, r), plain))


def read_ciphertext(group: Group, value: Json, at: str) -> Ciphertext:
    """A ciphertext in its one spelling; membership is asked with its proof. Raises Unsound."""
    found = canonical.fields(value, at, "alpha", "beta")
    return Ciphertext(
        canonical.element(group, found["alpha"], f"{at}.alpha"),
        canonical.element(group, found["beta"], f"{at}.beta"),
    )


def check_members(group: Group, ciphertext: Ciphertext, at: str) -> None:
    """That both its numbers are members. Raises Unsound."""
    for name, candidate in zip(("alpha", "beta"), ciphertext, strict=True):
        if not group.has(candidate):
            raise Unsound(Reason.ELEMENT_FOREIGN, at=f"{at}.{name}")


def read_ciphertexts(group: Group, value: Json, at: str, length: int) -> tuple[Ciphertext, ...]:
    """A list of exactly `length` ciphertexts. Raises Unsound."""
    found = canonical.array(value, at, length)
    return tuple(read_ciphertext(group, item, f"{at}[{place}]") for place, item in enumerate(found))
