"""Proof of a shuffle (section 6.1, after Wikstrom): a list is another one, re-encrypted, in some other order.

Names are the section's symbols. `c` commits to the permutation, `c_hat` chains the challenges u in the new order;
responses here are w + secret * challenge, with a plus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.ciphertexts import Ciphertext
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import as_number, hex_of
from rochdale.voting.verifiable.proofs.generators import generators

List: TypeAlias = Sequence[Ciphertext]


@dataclass(frozen=True, slots=True)
class Commitment:
    """The first message, t."""

    t1: int
    t2: int
    t3: int
    t41: int
    t42: int
    t_hat: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to the challenge, s."""

    s1: int
    s2: int
    s3: int
    s4: int
    s_hat: tuple[int, ...]
    s_prime: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShuffleProof:
    """A proof, and what it commits to."""

    t: Commitment
    s: Response
    c: tuple[int, ...]
    c_hat: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a proof is about: phi, y, the list before and the list after."""

    group: Group
    fingerprint: str
    y: int
    before: tuple[Ciphertext, ...]
    after: tuple[Ciphertext, ...]


@dataclass(frozen=True, slots=True)
class Mixing:
    """The secret of a shuffle."""

    order: tuple[int, ...] = field(repr=False)
    """psi: the new place i holds what was in the old place order[i]."""
    r_prime: tuple[int, ...] = field(repr=False)
    """The re-encryption of each old place."""


def _text(elements: Iterable[object]) -> str:
    """STR: every element followed by a comma."""
    return "".join(f"{element}," for element in elements)


def _lists(subject: Subject, c: Iterable[int]) -> str:
    """str1."""
    return _text(subject.before) + _text(subject.after) + _text(c)


def _challenges(subject: Subject, lists: str) -> list[int]:
    """u_i."""
    seed = hex_of(f"shuffle-challenges|{subject.fingerprint}|{lists}".encode())
    return [
        as_number(seed + hex_of(str(place).encode())) % subject.group.q
        for place in range(len(subject.before))
    ]


def _challenge(subject: Subject, t: Commitment, lists: str, c_hat: Iterable[int]) -> int:
    """c*."""
    first = _text((t.t1, t.t2, t.t3, t.t41, t.t42)) + _text(t.t_hat)
    text = f"shuffle-challenge|{subject.fingerprint}|{first}{lists}{_text(c_hat)}{subject.y}"
    return as_number(text) % subject.group.q


def holds(subject: Subject, proof: ShuffleProof) -> bool:
    """Whether the list after is the list before in another order; everything in both and in the proof is a member."""
    group, t, s = subject.group, proof.t, proof.s
    lists = _lists(subject, proof.c)
    u = _challenges(subject, lists)
    c_star = _challenge(subject, t, lists, proof.c_hat)
    h, hs = generators(group, len(u))
    if not _sums_hold(group, proof, u, c_star, h, hs) or not _chain_holds(group, proof, c_star, h):
        return False
    alphas, betas = zip(*subject.before, strict=True) if u else ((), ())
    new_alphas, new_betas = zip(*subject.after, strict=True) if u else ((), ())
    return t.t41 == _re_encrypted(
        group, subject.y, betas, new_betas, u, c_star, s
    ) and t.t42 == _re_encrypted(group, group.g, alphas, new_alphas, u, c_star, s)


def _powers(group: Group, bases: Iterable[int], exponents: Iterable[int]) -> int:
    return group.product(group.power(base, each) for base, each in zip(bases, exponents, strict=True))


def _sums_hold(
    group: Group, proof: ShuffleProof, u: Sequence[int], c_star: int, h: int, hs: Sequence[int]
) -> bool:
    """t1: the commitment is to a permutation's sum; t2: to its product; t3: opened with the challenges."""
    t, s = proof.t, proof.s
    back = (-c_star) % group.q
    c_bar = group.times(group.product(proof.c), group.inverse(group.product(hs)))
    u_product = 1
    for each in u:
        u_product = u_product * each % group.q
    last = proof.c_hat[-1] if proof.c_hat else h
    c_hat_star = group.times(last, group.inverse(group.power(h, u_product)))
    c_tilde = _powers(group, proof.c, u)
    return (
        t.t1 == group.times(group.power(c_bar, back), group.g_to(s.s1))
        and t.t2 == group.times(group.power(c_hat_star, back), group.g_to(s.s2))
        and t.t3 == group.times(group.power(c_tilde, back), group.g_to(s.s3), _powers(group, hs, s.s_prime))
    )


def _re_encrypted(
    group: Group,
    base: int,
    before: Sequence[int],
    after: Sequence[int],
    u: Sequence[int],
    c_star: int,
    s: Response,
) -> int:
    """What t41 (of the betas, over y) and t42 (of the alphas, over g) must be."""
    return group.times(
        group.power(_powers(group, before, u), (-c_star) % group.q),
        group.power(base, (-s.s4) % group.q),
        _powers(group, after, s.s_prime),
    )


def _chain_holds(group: Group, proof: ShuffleProof, c_star: int, h: int) -> bool:
    """Each link: t_hat_i = c_hat_i^-c* g^s_hat_i c_hat_(i-1)^s'_i."""
    back, previous = (-c_star) % group.q, h
    for t_hat, c_hat, s_hat, s_prime in zip(
        proof.t.t_hat, proof.c_hat, proof.s.s_hat, proof.s.s_prime, strict=True
    ):
        link = group.times(group.power(c_hat, back), group.g_to(s_hat), group.power(previous, s_prime))
        if t_hat != link:
            return False
        previous = c_hat
    return True


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The prover's chance and what follows from it; nothing of it leaves this module."""

    r: list[int] = field(repr=False)
    r_hat: list[int] = field(repr=False)
    w: list[int] = field(repr=False)
    w_hat: list[int] = field(repr=False)
    w_prime: list[int] = field(repr=False)


def prove(subject: Subject, mixing: Mixing, below: Below) -> ShuffleProof:
    """That `after` is `before` mixed so."""
    group, size = subject.group, len(subject.before)
    h, hs = generators(group, size)
    drawn = _Drawn(*([exponent(group.q, below) for _ in range(n)] for n in (size, size, 4, size, size)))
    c = _commit(group, mixing, drawn, hs)
    lists = _lists(subject, c)
    u = _challenges(subject, lists)
    u_prime = [u[place] for place in mixing.order]
    c_hat = _chain(group, drawn.r_hat, u_prime, h)
    t = _first_message(subject, drawn, h, hs, c_hat)
    c_star = _challenge(subject, t, lists, c_hat)
    return ShuffleProof(t, _answer(group, mixing, drawn, u, c_star), c, c_hat)


def _commit(group: Group, mixing: Mixing, drawn: _Drawn, hs: Sequence[int]) -> tuple[int, ...]:
    """c_psi(i) = g^r_psi(i) * h_i."""
    c = [0] * len(hs)
    for new, old in enumerate(mixing.order):
        c[old] = group.times(group.secret_power(group.g, drawn.r[old]), hs[new])
    return tuple(c)


def _chain(group: Group, r_hat: Sequence[int], u_prime: Sequence[int], h: int) -> tuple[int, ...]:
    """c_hat_i = g^r_hat_i * c_hat_(i-1)^u'_i."""
    chain = []
    for r, u in zip(r_hat, u_prime, strict=True):
        h = group.times(group.secret_power(group.g, r), group.secret_power(h, u))
        chain.append(h)
    return tuple(chain)


def _secret_powers(group: Group, bases: Iterable[int], exponents: Iterable[int]) -> int:
    return group.product(group.secret_power(base, each) for base, each in zip(bases, exponents, strict=True))


def _first_message(
    subject: Subject, drawn: _Drawn, h: int, hs: Sequence[int], c_hat: Sequence[int]
) -> Commitment:
    group, after = subject.group, subject.after
    w1, w2, w3, w4 = drawn.w
    before_links = [h, *c_hat[:-1]][: len(c_hat)]
    return Commitment(
        group.secret_power(group.g, w1),
        group.secret_power(group.g, w2),
        group.times(group.secret_power(group.g, w3), _secret_powers(group, hs, drawn.w_prime)),
        group.times(
            group.secret_power(subject.y, -w4),
            _secret_powers(group, [each.beta for each in after], drawn.w_prime),
        ),
        group.times(
            group.secret_power(group.g, -w4),
            _secret_powers(group, [each.alpha for each in after], drawn.w_prime),
        ),
        tuple(
            group.times(group.secret_power(group.g, w_hat), group.secret_power(link, w_prime))
            for w_hat, w_prime, link in zip(drawn.w_hat, drawn.w_prime, before_links, strict=True)
        ),
    )


def _answer(group: Group, mixing: Mixing, drawn: _Drawn, u: Sequence[int], c_star: int) -> Response:
    q = group.q
    u_prime = [u[place] for place in mixing.order]
    s1 = sum(drawn.r)
    s2 = sum(r * v for r, v in zip(drawn.r_hat, _tails(u_prime, q), strict=True))
    s3 = sum(r * each for r, each in zip(drawn.r, u, strict=True))
    s4 = sum(r * each for r, each in zip(mixing.r_prime, u, strict=True))
    firsts = [(w + c_star * s) % q for w, s in zip(drawn.w, (s1, s2, s3, s4), strict=True)]
    return Response(
        firsts[0],
        firsts[1],
        firsts[2],
        firsts[3],
        tuple((w + c_star * r) % q for w, r in zip(drawn.w_hat, drawn.r_hat, strict=True)),
        tuple((w + c_star * each) % q for w, each in zip(drawn.w_prime, u_prime, strict=True)),
    )


def _tails(u_prime: Sequence[int], q: int) -> list[int]:
    """v_i: the product of the challenges after place i."""
    tails, product = [0] * len(u_prime), 1
    for place in range(len(u_prime) - 1, -1, -1):
        tails[place] = product
        product = product * u_prime[place] % q
    return tails
