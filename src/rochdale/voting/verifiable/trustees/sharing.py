"""Receiving shares (section 7): a trustee opens what was dealt to it, checks it, and publishes its key.

Whoever dealt a false share is named, so that the others know whom to ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import private_messages, signing, single
from rochdale.voting.verifiable.trustees.certificates import Certificate
from rochdale.voting.verifiable.trustees.dealing import Commitments, Dealing
from rochdale.voting.verifiable.trustees.signing import Identity
from rochdale.voting.verifiable.trustees.single import TrusteeKey


@dataclass(frozen=True, slots=True)
class Share:
    """A trustee's third message."""

    private_key: str
    """The share, sealed to the trustee itself: it may lie on the server."""
    key: TrusteeKey
    """Its public half, with proof and signature."""

    def to_json(self) -> Json:
        return {"private_key": self.private_key, "public_key": self.key.to_json()}


def public_share(group: Group, commitments: Sequence[Commitments], index: int) -> int:
    """The public key that the share of trustee `index` must have: the product of A_ik^(index^k)."""
    columns = zip(*(dealt.coefficients for dealt in commitments), strict=True)
    return group.product(
        group.power(group.product(column), index**k % group.q) for k, column in enumerate(columns)
    )


def receive(
    group: Group, own: Identity, certified: Sequence[Certificate], dealings: Sequence[Dealing], below: Below
) -> Share:
    """Add up what was dealt to `own`. Raises Unsound, naming the dealer, where a share is false or missing."""
    index = _own_index(own, certified)
    total = 0
    for dealer, (certificate, dealing) in enumerate(zip(certified, dealings, strict=True), start=1):
        sealed = dealing.secrets[index - 1]
        share = _open(group, own, certificate, sealed, "secret", dealer)
        if group.secret_power(group.g, share) != public_share(group, [dealing.commitments], index):
            raise Unsound(Reason.SHARE_FALSE, dealer=dealer, trustee=index)
        total = (total + share) % group.q
    return _publish(group, own, Secret(total), below)


def _own_index(own: Identity, certified: Sequence[Certificate]) -> int:
    keys = [certificate.verification for certificate in certified]
    if own.verification not in keys:
        raise Unsound(Reason.CERTIFICATE_MISSING)
    return keys.index(own.verification) + 1


def _open(group: Group, own: Identity, sender: Certificate, sealed: str, name: str, dealer: int) -> int:
    try:
        content = private_messages.receive(group, own, sender.verification, sealed)
        found = canonical.fields(canonical.parse(content, name), name, name)
        return canonical.decimal(found[name], name) % group.q
    except Unsound as unsound:
        raise Unsound(unsound.reason, dealer=dealer) from None


def _publish(group: Group, own: Identity, share: Secret[int], below: Below) -> Share:
    key = single.publish(group, share, below)
    kept = canonical.write({"decryption_key": str(share.reveal())})
    return Share(
        private_messages.send(group, own, own.encryption, kept, below),
        replace(key, signature=signing.sign(group, own.signing, str(key.public), below)),
    )


def open_share(group: Group, own: Identity, sealed: str) -> Secret[int]:
    """A trustee's own share, from where it sealed it; also from the stock tool's `.dkey`. Raises Unsound."""
    content = private_messages.receive(group, own, own.verification, sealed)
    found = canonical.fields(canonical.parse(content, "decryption_key"), "decryption_key", "decryption_key")
    return Secret(canonical.decimal(found["decryption_key"], "decryption_key") % group.q)


def check_key(
    group: Group, at: str, index: int, certificate: Certificate, key: TrusteeKey, expected: int
) -> None:
    """That a trustee's key is the one that follows from the dealings, and signed by it. Raises Unsound."""
    if key.public != expected:
        raise Unsound(Reason.SHARE_KEY_FALSE, at=at, trustee=index)
    if key.signature is not None and not signing.signed_by(
        group, certificate.verification, str(key.public), key.signature
    ):
        raise Unsound(Reason.SHARE_SIGNATURE_FALSE, at=at, trustee=index)


def read_share(
    group: Group, content: bytes, certified: Sequence[Certificate], dealings: Sequence[Dealing], index: int
) -> Share:
    """The share of trustee `index`, its public half checked against all dealings. Raises Unsound."""
    at = f"share[{index}]"
    found = canonical.fields(canonical.parse_canonical(content, at), at, "private_key", "public_key")
    key = single.read_key(group, found["public_key"], f"{at}.public_key", signed=True)
    expected = public_share(group, [dealing.commitments for dealing in dealings], index)
    check_key(group, at, index, certified[index - 1], key, expected)
    return Share(canonical.text(found["private_key"], f"{at}.private_key"), key)
