"""Opening the tally (section 6): each trustee's factors, checked before they are accepted, and what they give.

A trustee makes factors on its own machine from the archive and its own key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.arithmetic import inverse, number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs import decryption as proving
from rochdale.voting.verifiable.proofs.proof import Proof, read_proofs, write_proofs
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.tally import Tally
from rochdale.voting.verifiable.trustees.bodies import Item
from rochdale.voting.verifiable.trustees.single import TrusteeKey

Factors: TypeAlias = tuple[tuple[int, ...], ...]
"""For each ciphertext of a tally alpha^x, or F when the trustees' are combined."""


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """What one trustee gives."""

    factors: Factors
    proofs: tuple[tuple[Proof, ...], ...]
    """That each factor belongs to the trustee's public key."""

    def encode(self) -> bytes:
        factors: Json = [[str(factor) for factor in question] for question in self.factors]
        proofs: Json = [write_proofs(question) for question in self.proofs]
        return canonical.encode({"decryption_factors": factors, "decryption_proofs": proofs})


def decrypt(election: Election, tally: Tally, secret: Secret[int], below: Below) -> PartialDecryption:
    """A trustee's factors of the tally, or of the last shuffle. Members were asked for before."""
    group, x = election.group, secret.reveal()
    return PartialDecryption(
        tuple(tuple(group.secret_power(each.alpha, x) for each in question) for question in tally),
        tuple(
            tuple(proving.prove(group, x, election.fingerprint, each.alpha, below) for each in question)
            for question in tally
        ),
    )


def read_decryption(election: Election, content: bytes, tally: Tally, key: TrusteeKey) -> PartialDecryption:
    """What the trustee of `key` gave, every factor a member and every proof true. Raises Unsound."""
    at = "partial_decryption"
    names = ("decryption_factors", "decryption_proofs")
    found = canonical.fields(canonical.parse_canonical(content, at), at, *names)
    decryption = PartialDecryption(
        _read_factors(election.group, found[names[0]], f"{at}.{names[0]}", tally),
        _read_proofs(election.group, found[names[1]], f"{at}.{names[1]}", tally),
    )
    _check(election, decryption, tally, key)
    return decryption


def _read_factors(group: Group, value: Json, at: str, tally: Tally) -> Factors:
    found = canonical.array(value, at, len(tally))
    return tuple(
        tuple(
            canonical.member(group, item, f"{at}[{place}][{row}]")
            for row, item in enumerate(canonical.array(items, f"{at}[{place}]", len(question)))
        )
        for place, (items, question) in enumerate(zip(found, tally, strict=True))
    )


def _read_proofs(group: Group, value: Json, at: str, tally: Tally) -> tuple[tuple[Proof, ...], ...]:
    found = canonical.array(value, at, len(tally))
    return tuple(
        read_proofs(group, items, f"{at}[{place}]", len(question))
        for place, (items, question) in enumerate(zip(found, tally, strict=True))
    )


def _check(election: Election, decryption: PartialDecryption, tally: Tally, key: TrusteeKey) -> None:
    for place, (question, factors, proofs) in enumerate(
        zip(tally, decryption.factors, decryption.proofs, strict=True)
    ):
        for row, (each, factor, proof) in enumerate(zip(question, factors, proofs, strict=True)):
            if not proving.holds(election.group, key.public, election.fingerprint, each.alpha, factor, proof):
                raise Unsound(Reason.DECRYPTION_PROOF_FALSE, at=f"[{place}][{row}]")


def lagrange(group: Group, indices: Sequence[int]) -> list[int]:
    """lambda_j = the product over the other indices k of k/(k-j), modulo q."""
    weights = []
    for j in indices:
        numerator, denominator = number(1), number(1)
        for k in indices:
            if k != j:
                numerator, denominator = numerator * k % group.q, denominator * (k - j) % group.q
        weights.append(numerator * inverse(denominator, group.q) % group.q)
    return weights


def still_needed(items: Sequence[Item], owners: set[int]) -> int:
    """How many more trustees must give their factors; `owners` are those who have, counted from 1."""
    missing, first = 0, 1
    for item in items:
        size = 1 if isinstance(item, TrusteeKey) else len(item.keys)
        threshold = 1 if isinstance(item, TrusteeKey) else item.threshold
        present = sum(first <= owner < first + size for owner in owners)
        missing += max(threshold - present, 0)
        first += size
    return missing


def combine(
    group: Group, items: Sequence[Item], given: Mapping[int, PartialDecryption], tally: Tally
) -> Factors:
    """F for each ciphertext, from checked factors by owner. Raises Unsound where too few have given theirs."""
    missing = still_needed(items, set(given))
    if missing:
        raise Unsound(Reason.DECRYPTIONS_MISSING, needed=missing)
    weighted = [(given[owner].factors, weight) for owner, weight in _weights(group, items, sorted(given))]
    return tuple(
        tuple(
            group.product(group.power(factors[place][row], weight) for factors, weight in weighted)
            for row in range(len(question))
        )
        for place, question in enumerate(tally)
    )


def _weights(group: Group, items: Sequence[Item], owners: Sequence[int]) -> list[tuple[int, int]]:
    """Whose factors are used, and to which power: of a body the first `threshold`, with Lagrange's weights."""
    used: list[tuple[int, int]] = []
    first = 1
    for item in items:
        if isinstance(item, TrusteeKey):
            used.append((first, 1))
            first += 1
            continue
        indices = [owner - first + 1 for owner in owners if first <= owner < first + len(item.keys)]
        indices = indices[: item.threshold]
        weights = lagrange(group, indices)
        used.extend((first + j - 1, weight) for j, weight in zip(indices, weights, strict=True))
        first += len(item.keys)
    return used
