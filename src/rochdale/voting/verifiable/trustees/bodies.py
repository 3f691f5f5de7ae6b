"""The list of trustees of an election (sections 3 and 7), read, checked and written.

An item is one trustee whose share is always needed, or a body of which a number suffices. Owners of shares are
counted from 1 over the flattened list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs.proof import Proof, read_proofs, write_proofs
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.trustees import certificates, dealing, sharing, single
from rochdale.voting.verifiable.trustees.certificates import Certificate
from rochdale.voting.verifiable.trustees.dealing import Commitments, Dealing
from rochdale.voting.verifiable.trustees.single import TrusteeKey


@dataclass(frozen=True, slots=True)
class Body:
    """Trustees of whom `threshold` are needed: "Pedersen" in the archive."""

    threshold: int
    certified: tuple[Certificate, ...]
    commitments: tuple[Commitments, ...]
    signatures: tuple[Proof, ...] | None
    """Absent in the form before 2.5.1."""
    keys: tuple[TrusteeKey, ...]
    """The public halves of the shares, in the trustees' order."""

    def to_json(self) -> Json:
        written: dict[str, Json] = {
            "threshold": self.threshold,
            "certs": [certificate.signed.to_json() for certificate in self.certified],
            "coefexps": [dealt.signed.to_json() for dealt in self.commitments],
        }
        if self.signatures is not None:
            written["signatures"] = write_proofs(self.signatures)
        written["verification_keys"] = [key.to_json() for key in self.keys]
        return written


Item: TypeAlias = TrusteeKey | Body


def assemble(
    certified: Sequence[Certificate], dealings: Sequence[Dealing], keys: Sequence[TrusteeKey]
) -> Body:
    """A body from its trustees' checked messages."""
    place = certified[0].place
    assert place is not None
    return Body(
        place.threshold,
        tuple(certified),
        tuple(dealt.commitments for dealt in dealings),
        tuple(dealt.signature for dealt in dealings),
        tuple(keys),
    )


def write_trustees(items: Iterable[Item]) -> bytes:
    """The list as the archive holds it."""
    return canonical.encode(
        [["Single" if isinstance(item, TrusteeKey) else "Pedersen", item.to_json()] for item in items]
    )


def read_trustees(group: Group, content: bytes, *, accept_weak: bool = False) -> tuple[Item, ...]:
    """The list, every proof and signature in it checked. Raises Unsound.

    `accept_weak` lets bodies pass that were made before Belenios 2.5.1, without places and agreements.
    """
    at = "trustees"
    found = canonical.array(canonical.parse_canonical(content, at), at)
    if not found:
        raise Unsound(Reason.TRUSTEES_MISSING)
    items = tuple(_item(group, item, f"{at}[{place}]", accept_weak) for place, item in enumerate(found))
    keys = [key.public for key in flattened(items)]
    if len(set(keys)) != len(keys):
        raise Unsound(Reason.TRUSTEE_TWICE, at=at)
    return items


def _item(group: Group, value: Json, at: str, accept_weak: bool) -> Item:  # noqa: FBT001  # private
    kind, inside = canonical.array(value, at, 2)
    if kind == "Single":
        return single.read_key(group, inside, at)
    if kind == "Pedersen":
        return _body(group, inside, at, accept_weak)
    raise Unsound(Reason.TRUSTEE_KIND_UNKNOWN, at=at)


def _body(group: Group, value: Json, at: str, accept_weak: bool) -> Body:  # noqa: FBT001  # private
    names = ("threshold", "certs", "coefexps", "signatures", "verification_keys")
    found = canonical.fields(value, at, *names, optional=("signatures",) if accept_weak else ())
    threshold = canonical.count(found["threshold"], f"{at}.threshold")
    certified = certificates.read_certificates(group, found["certs"], f"{at}.certs", threshold)
    if not accept_weak:
        certificates.require_strengthened(certified, at)
    commitments = _commitments(group, found["coefexps"], f"{at}.coefexps", certified, threshold)
    signatures = None
    if "signatures" in found:
        signatures = read_proofs(group, found["signatures"], f"{at}.signatures", len(certified))
        for index, (dealt, signature) in enumerate(zip(commitments, signatures, strict=True), start=1):
            dealing.check_agreed(group, at, index, certified, dealt, signature)
    keys = _keys(group, found["verification_keys"], f"{at}.verification_keys", certified, commitments)
    return Body(threshold, certified, commitments, signatures, keys)


def _commitments(
    group: Group, value: Json, at: str, certified: Sequence[Certificate], threshold: int
) -> tuple[Commitments, ...]:
    found = canonical.array(value, at, len(certified))
    return tuple(
        dealing.read_commitments(group, item, f"{at}[{place}]", dealer, threshold)
        for place, (item, dealer) in enumerate(zip(found, certified, strict=True))
    )


def _keys(
    group: Group,
    value: Json,
    at: str,
    certified: Sequence[Certificate],
    commitments: Sequence[Commitments],
) -> tuple[TrusteeKey, ...]:
    found = canonical.array(value, at, len(certified))
    keys = []
    for index, (item, certificate) in enumerate(zip(found, certified, strict=True), start=1):
        here = f"{at}[{index - 1}]"
        key = single.read_key(group, item, here, signed=certificate.place is not None)
        expected = sharing.public_share(group, commitments, index)
        sharing.check_key(group, here, index, certificate, key, expected)
        keys.append(key)
    return tuple(keys)


def flattened(items: Iterable[Item]) -> list[TrusteeKey]:
    """All trustees' keys in the order in which owners of shares are counted, from 1."""
    keys: list[TrusteeKey] = []
    for item in items:
        keys.extend([item] if isinstance(item, TrusteeKey) else item.keys)
    return keys


def election_key(group: Group, items: Iterable[Item]) -> int:
    """y: the product of the trustees' keys, and of the dealers' first commitments."""
    return group.product(
        part
        for item in items
        for part in (
            [item.public]
            if isinstance(item, TrusteeKey)
            else [dealt.coefficients[0] for dealt in item.commitments]
        )
    )
