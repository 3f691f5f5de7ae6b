"""A trustee whose share is always needed (section 3): a key of their own, and proof that they know it."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs import knowledge
from rochdale.voting.verifiable.proofs.proof import Proof, read_proof
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """The public half of a trustee's key."""

    public: int
    """X = g^x."""
    pok: Proof
    """Proof that x is known: without it the last trustee could choose a key that cancels the others'."""
    name: str | None = None
    signature: Proof | None = None
    """In a threshold item: the trustee's signature of X (section 7, the strengthened form)."""

    def to_json(self) -> Json:
        written: dict[str, Json] = {"pok": self.pok.to_json(), "public_key": str(self.public)}
        if self.signature is not None:
            written["signature"] = self.signature.to_json()
        if self.name is not None:
            written["name"] = self.name
        return written


def new_secret(group: Group, below: Below) -> Secret[int]:
    """A private key, x. Made on the trustee's own machine."""
    return Secret(exponent(group.q, below))


def _prefix(group: Group, public: int) -> str:
    return f"pok|{group.name}|{public}|"


def publish(group: Group, secret: Secret[int], below: Below, name: str | None = None) -> TrusteeKey:
    """The public half of a private key, with its proof."""
    x = secret.reveal()
    public = group.secret_power(group.g, x)
    return TrusteeKey(public, knowledge.prove(group, x, _prefix(group, public), below), name)


def read_key(group: Group, value: Json, at: str, *, signed: bool = False) -> TrusteeKey:
    """A trustee's public key, checked: a member other than 1, its proof true. Raises Unsound.

    `signed` asks for the signature of section 7, whose truth is checked by whoever knows the trustee's
    certificate.
    """
    names = ("pok", "public_key", "signature", "name") if signed else ("pok", "public_key", "name")
    found = canonical.fields(value, at, *names, optional=("name",))
    public = canonical.member(group, found["public_key"], f"{at}.public_key")
    if public == 1:
        raise Unsound(Reason.KEY_TRIVIAL, at=at)
    key = TrusteeKey(
        public,
        read_proof(group, found["pok"], f"{at}.pok"),
        canonical.text(found["name"], f"{at}.name") if "name" in found else None,
        read_proof(group, found["signature"], f"{at}.signature") if signed else None,
    )
    if not knowledge.holds(group, public, key.pok, _prefix(group, public)):
        raise Unsound(Reason.TRUSTEE_PROOF_FALSE, at=at)
    return key


def write_private(secret: Secret[int]) -> bytes:
    """A private key as the stock tool keeps it in a file: a JSON text of its decimal digits."""
    return canonical.encode(str(secret.reveal()))


def read_private(group: Group, content: bytes) -> Secret[int]:
    """A private key from the trustee's file, reduced modulo q. Raises Unsound."""
    at = "private_key"
    return Secret(canonical.decimal(canonical.parse(content.strip(), at), at) % group.q)
