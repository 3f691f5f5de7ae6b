"""Proof that one knows x in X = g^x: of trustees' keys, signatures, and the randomness of a ranking.

challenge = H(prefix; g^w), response = w - x * challenge. Only the prefix tells them apart: "pok" (section 3),
"sig" (4.4), "raweg" (4.3), "sigmsg" (7).
"""

from __future__ import annotations

from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import challenge
from rochdale.voting.verifiable.proofs.proof import Proof


def prove(group: Group, secret: int, prefix: str, below: Below) -> Proof:
    """That one knows `secret`, bound to everything in the prefix."""
    w = exponent(group.q, below)
    c = challenge(group.q, prefix, [group.secret_power(group.g, w)])
    return Proof(c, (w - secret * c) % group.q)


def holds(group: Group, public: int, proof: Proof, prefix: str) -> bool:
    """Whether the proof is one for `public`, a member: A = g^t * X^c gives the same challenge."""
    commitment = group.times(group.g_to(proof.response), group.power(public, proof.challenge))
    return challenge(group.q, prefix, [commitment]) == proof.challenge
