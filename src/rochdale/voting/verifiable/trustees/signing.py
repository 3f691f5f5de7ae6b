"""Signed messages between trustees (section 7): a text, and the signature of its author's seed."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.voting.verifiable import base58, canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import as_number
from rochdale.voting.verifiable.proofs import knowledge
from rochdale.voting.verifiable.proofs.proof import Proof, read_proof
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret

SEED_LENGTH = 22


def new_seed(below: Below) -> Secret[str]:
    """What a threshold trustee keeps: everything else can be made anew from it and the public messages."""
    return Secret(base58.draw(SEED_LENGTH, below))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a seed gives: the keys to sign (sk) and to be written to (dk), and their public halves."""

    signing: Secret[int]
    """sk = H("sk|" + seed)."""
    decrypting: Secret[int]
    """dk = H("dk|" + seed)."""
    verification: int
    """vk = g^sk."""
    encryption: int
    """ek = g^dk."""


def identity(group: Group, seed: Secret[str]) -> Identity:
    """The keys of a seed. Raises Unsound for a text that is no seed."""
    text = seed.reveal()
    if len(text) != SEED_LENGTH or not base58.consists_of(text):
        raise Unsound(Reason.SEED_MALFORMED)
    sk, dk = as_number(f"sk|{text}") % group.q, as_number(f"dk|{text}") % group.q
    return Identity(Secret(sk), Secret(dk), group.secret_power(group.g, sk), group.secret_power(group.g, dk))


@dataclass(frozen=True, slots=True)
class Signed:
    """A message with its signature; the message is JSON text nested as text, signed as it stands."""

    message: str
    signature: Proof

    def to_json(self) -> Json:
        return {"message": self.message, "signature": self.signature.to_json()}


def _prefix(message: str) -> str:
    return f"sigmsg|{message}|"


def sign(group: Group, signing: Secret[int], message: str, below: Below) -> Proof:
    """The signature of a text."""
    return knowledge.prove(group, signing.reveal(), _prefix(message), below)


def signed_by(group: Group, verification: int, message: str, signature: Proof) -> bool:
    """Whether the signature of a text is that of the holder of `verification`, a member."""
    return knowledge.holds(group, verification, signature, _prefix(message))


def read_signed(group: Group, value: Json, at: str) -> Signed:
    """A signed message, the signature not yet checked. Raises Unsound."""
    found = canonical.fields(value, at, "message", "signature")
    return Signed(
        canonical.text(found["message"], f"{at}.message"),
        read_proof(group, found["signature"], f"{at}.signature"),
    )
