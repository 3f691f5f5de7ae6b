"""Proof that one of several statements is true, without saying which (sections 4.1 and 4.2).

A statement (alpha, beta) says: alpha = g^r and beta = y^r for an r that I know, that is, the ciphertext hides
the value that beta was divided by. One prover serves individual, overall and both blank proofs: they differ in
their statements and in the prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group, fixed_base
from rochdale.voting.verifiable.hashing import challenge
from rochdale.voting.verifiable.proofs.proof import Proof


class Statement(NamedTuple):
    """That (alpha, beta) = (g^r, y^r) for a known r: `beta` is already divided by g^M for the value M."""

    alpha: int
    beta: int


class Truth(NamedTuple):
    """Which statement is true, counted from 0, and the r that makes it so. Secret."""

    place: int
    r: int

    def __repr__(self) -> str:
        return "Truth(...)"


def prove(
    group: Group, y: int, statements: Sequence[Statement], truth: Truth, prefix: str, below: Below
) -> tuple[Proof, ...]:
    """One sub-proof per statement, in order. All but the true one are made up, challenge first.

    The true and the made-up ones take the same powers, so that time does not tell them apart.
    """
    w = exponent(group.q, below)
    made_up = [Proof(exponent(group.q, below), exponent(group.q, below)) for _ in statements]
    made_up[truth.place] = Proof(0, w)
    commitments = [
        commitment
        for statement, proof in zip(statements, made_up, strict=True)
        for commitment in _commit(group, y, statement, proof)
    ]
    total = challenge(group.q, prefix, commitments)
    c = (total - sum(proof.challenge for proof in made_up)) % group.q
    made_up[truth.place] = Proof(c, (w - truth.r * c) % group.q)
    return tuple(made_up)


def _commit(group: Group, y: int, statement: Statement, proof: Proof) -> tuple[int, int]:
    c, t = proof
    return (
        group.times(group.secret_power(group.g, t), group.secret_power(statement.alpha, c)),
        group.times(group.secret_power(y, t), group.secret_power(statement.beta, c)),
    )


def holds(
    group: Group, y: int, statements: Sequence[Statement], proofs: Sequence[Proof], prefix: str
) -> bool:
    """Whether the challenges add up to the hash of what they were to answer; alphas and betas are members."""
    if len(statements) != len(proofs):
        return False
    to_y = fixed_base(group, y)
    commitments: list[int] = []
    for (alpha, beta), (c, t) in zip(statements, proofs, strict=True):
        commitments.append(group.times(group.g_to(t), group.power(alpha, c)))
        commitments.append(group.times(to_y.power(t), group.power(beta, c)))
    total = challenge(group.q, prefix, commitments)
    return total == sum(proof.challenge for proof in proofs) % group.q
