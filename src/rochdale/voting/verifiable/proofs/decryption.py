"""Proof that a decryption factor alpha^x belongs to the public key g^x (section 6)."""

from __future__ import annotations

from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import challenge
from rochdale.voting.verifiable.proofs.proof import Proof


def _prefix(fingerprint: str, public: int) -> str:
    return f"decrypt|{fingerprint}|{public}|"


def prove(group: Group, secret: int, fingerprint: str, alpha: int, below: Below) -> Proof:
    """That g^x and alpha^x have the same x; `fingerprint` is the election's, phi."""
    w = exponent(group.q, below)
    public = group.secret_power(group.g, secret)
    commitments = [group.secret_power(group.g, w), group.secret_power(alpha, w)]
    c = challenge(group.q, _prefix(fingerprint, public), commitments)
    return Proof(c, (w - secret * c) % group.q)


def holds(group: Group, public: int, fingerprint: str, alpha: int, factor: int, proof: Proof) -> bool:
    """Whether `factor` is alpha^x for the x of the public key; all of them members."""
    c, t = proof
    commitments = [
        group.times(group.g_to(t), group.power(public, c)),
        group.times(group.power(alpha, t), group.power(factor, c)),
    ]
    return challenge(group.q, _prefix(fingerprint, public), commitments) == c
