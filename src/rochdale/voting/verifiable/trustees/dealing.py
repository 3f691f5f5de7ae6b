"""Dealing shares (section 7): each trustee deals a random polynomial to all, and commits to it in public.

The sum of all polynomials at 0 is the private key, which nobody ever has; a trustee's share is the sum of what
was dealt to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs.proof import Proof, read_proof
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.trustees import certificates, private_messages, signing
from rochdale.voting.verifiable.trustees.certificates import Certificate
from rochdale.voting.verifiable.trustees.signing import Identity, Signed


@dataclass(frozen=True, slots=True)
class Commitments:
    """A dealer's public part: powers of its coefficients, signed."""

    signed: Signed
    coefficients: tuple[int, ...]
    """A_0..A_(t-1), with A_k = g^a_k."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """A trustee's second message. The secrets in it are sealed to whom they concern."""

    polynomial: str
    """Sealed to the dealer itself, so that its seed is all that it must keep."""
    secrets: tuple[str, ...]
    """f(1)..f(n), each sealed to one trustee."""
    commitments: Commitments
    signature: Proof
    """The dealer's signature of all certificates and its commitments: the strengthened form."""

    def to_json(self) -> Json:
        return {
            "polynomial": self.polynomial,
            "secrets": list(self.secrets),
            "coefexps": self.commitments.signed.to_json(),
            "signature": self.signature.to_json(),
        }


def deal(group: Group, own: Identity, certified: Sequence[Certificate], below: Below) -> Dealing:
    """Deal to all who are certified. Raises Unsound where the dealer is not among them."""
    place = _own_place(own, certified)
    polynomial = [exponent(group.q, below) for _ in range(place.threshold)]
    shares = [_value_at(group, polynomial, index) for index in range(1, place.size + 1)]
    coefficients = tuple(group.secret_power(group.g, coefficient) for coefficient in polynomial)
    kept = canonical.write({"polynomial": [str(coefficient) for coefficient in polynomial]})
    return Dealing(
        private_messages.send(group, own, own.encryption, kept, below),
        tuple(
            private_messages.send(group, own, to.encryption, canonical.write({"secret": str(share)}), below)
            for to, share in zip(certified, shares, strict=True)
        ),
        _commit(group, own, coefficients, below),
        signing.sign(group, own.signing, certificates.agreed_text(certified, coefficients), below),
    )


def _own_place(own: Identity, certified: Sequence[Certificate]) -> certificates.Place:
    certificates.require_strengthened(certified, "certificates")
    for certificate in certified:
        if certificate.verification == own.verification and certificate.encryption == own.encryption:
            assert certificate.place is not None
            return certificate.place
    raise Unsound(Reason.CERTIFICATE_MISSING)


def _value_at(group: Group, polynomial: Sequence[int], index: int) -> int:
    value = 0
    for coefficient in reversed(polynomial):
        value = (value * index + coefficient) % group.q
    return value


def _commit(group: Group, own: Identity, coefficients: Sequence[int], below: Below) -> Commitments:
    message = canonical.write({"coefexps": [str(coefficient) for coefficient in coefficients]})
    return Commitments(Signed(message, signing.sign(group, own.signing, message, below)), tuple(coefficients))


def read_commitments(group: Group, value: Json, at: str, dealer: Certificate, threshold: int) -> Commitments:
    """A dealer's commitments, checked: as many members as the threshold, signed by the dealer. Raises Unsound."""
    signed = signing.read_signed(group, value, at)
    content = canonical.parse_canonical(signed.message.encode(), at)
    inside = canonical.array(canonical.fields(content, at, "coefexps")["coefexps"], at, threshold)
    coefficients = tuple(
        canonical.member(group, item, f"{at}.coefexps[{place}]") for place, item in enumerate(inside)
    )
    if not signing.signed_by(group, dealer.verification, signed.message, signed.signature):
        raise Unsound(Reason.COMMITMENT_SIGNATURE_FALSE, at=at)
    return Commitments(signed, coefficients)


def check_agreed(
    group: Group, at: str, index: int, certified: Sequence[Certificate], dealt: Commitments, signature: Proof
) -> None:
    """That dealer `index` signed these certificates with these commitments. Raises Unsound."""
    agreed = certificates.agreed_text(certified, dealt.coefficients)
    if not signing.signed_by(group, certified[index - 1].verification, agreed, signature):
        raise Unsound(Reason.AGREEMENT_SIGNATURE_FALSE, at=at, dealer=index)


def read_dealing(group: Group, content: bytes, certified: Sequence[Certificate], index: int) -> Dealing:
    """A dealing of trustee `index`, its public part checked; what is sealed, only its recipients can check.

    Raises Unsound.
    """
    at = f"dealing[{index}]"
    place = certified[index - 1].place
    certificates.require_strengthened(certified, at)
    assert place is not None
    found = canonical.fields(
        canonical.parse_canonical(content, at), at, "polynomial", "secrets", "coefexps", "signature"
    )
    sealed = canonical.array(found["secrets"], f"{at}.secrets", place.size)
    dealing = Dealing(
        canonical.text(found["polynomial"], f"{at}.polynomial"),
        tuple(canonical.text(item, f"{at}.secrets") for item in sealed),
        read_commitments(group, found["coefexps"], f"{at}.coefexps", certified[index - 1], place.threshold),
        read_proof(group, found["signature"], f"{at}.signature"),
    )
    check_agreed(group, at, index, certified, dealing.commitments, dealing.signature)
    return dealing
