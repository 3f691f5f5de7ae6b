"""Proof that one of several statements is true, without saying which (sections 4.1 and 4.2).

A statement says: this ciphertext hides this value, and I know its r. One prover serves individual, overall and both
blank proofs: they differ in their statements and in the prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group, fixed_base
from rochdale.voting.verifiable.hashing import challenge
from rochdale.voting.verifiable.proofs.proof import Proof
from rochdale.voting.verifiable.simultaneous import powers

_SHARED_FROM: Final = 2
"""From how many powers of a beta on they are taken together, and shifted one by one."""


class Statement(NamedTuple):
    """That (alpha, beta / g^value) = (g^r, y^r) for a known r: that the ciphertext hides `value`."""

    alpha: int
    beta: int
    value: int = 0
    """M: the value, in the exponent of g, that the statement says is hidden."""


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
        group.times(group.secret_power(y, t), group.secret_power(_shifted(group, statement), c)),
    )


def _shifted(group: Group, statement: Statement) -> int:
    """beta / g^value."""
    if statement.value == 0:
        return statement.beta
    return group.times(statement.beta, _inverse_power(group, statement.value))


@lru_cache(maxsize=1024)
def _inverse_power(group: Group, value: int) -> int:
    return group.inverse(group.power(group.g, value))


def holds(
    group: Group,
    y: int,
    statements: Sequence[Statement],
    proofs: Sequence[Proof],
    prefix: str,
    *,
    members_known: bool = True,
) -> bool:
    """Whether the challenges add up to the hash of what they were to answer.

    Alphas and betas are members, or else `members_known` is false: then that is asked in passing, where the
    powers that it takes are cheap, and no proof holds for others.
    """
    if len(statements) != len(proofs):
        return False
    answered = _answered(group, statements, proofs, members_known=members_known)
    if answered is None:
        return False
    to_y = fixed_base(group, y)
    commitments: list[int] = []
    for (alpha_c, beta_c), proof in zip(answered, proofs, strict=True):
        commitments.append(group.times(group.g_to(proof.response), alpha_c))
        commitments.append(group.times(to_y.power(proof.response), beta_c))
    total = challenge(group.q, prefix, commitments)
    return total == sum(proof.challenge for proof in proofs) % group.q


def _answered(
    group: Group, statements: Sequence[Statement], proofs: Sequence[Proof], *, members_known: bool
) -> list[tuple[int, int]] | None:
    """alpha^c and (beta / g^value)^c of each statement; None where one is no member.

    Statements of the same ciphertext, which come one after the other, share their squarings.
    """
    answered: list[tuple[int, int]] = []
    pairs = zip(statements, proofs, strict=True)
    for _, run in groupby(pairs, key=lambda pair: pair[0][:2]):
        found = _of_one_ciphertext(group, list(run), members_known=members_known)
        if found is None:
            return None
        answered += found
    return answered


def _of_one_ciphertext(
    group: Group, run: Sequence[tuple[Statement, Proof]], *, members_known: bool
) -> list[tuple[int, int]] | None:
    challenges = [proof.challenge for _, proof in run]
    alpha, beta, _ = run[0][0]
    asked = [] if members_known else [group.q]
    if asked and group.squares:
        if not (group.has(alpha) and group.has(beta)):
            return None
        asked = []
    alphas = powers(group, alpha, [*challenges, *asked])
    if len(challenges) + len(asked) < _SHARED_FROM:
        betas = [group.power(_shifted(group, statement), proof.challenge) for statement, proof in run]
        return list(zip(alphas, betas, strict=True))
    betas = powers(group, beta, [*challenges, *asked])
    if asked and not alphas.pop() == betas.pop() == 1:
        return None
    shifts = [_shift(group, statement.value, proof.challenge) for statement, proof in run]
    betas = [group.times(*each) for each in zip(betas, shifts, strict=True)]
    return list(zip(alphas, betas, strict=True))


def _shift(group: Group, value: int, c: int) -> int:
    """g^(-value * c): what beta^c lacks of (beta / g^value)^c."""
    return group.g_to(-value * c) if value else 1
