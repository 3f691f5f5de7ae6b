"""Certificates of threshold trustees (section 7): who takes part, under which keys, in which election of keys.

The strengthened form of Belenios 2.5.1 is always written: each certificate says for which group, how many
trustees, which threshold and which place it was made, so that it cannot be used in another key generation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.trustees import signing
from rochdale.voting.verifiable.trustees.signing import Identity, Signed

TRUSTEES_MAX = 100


@dataclass(frozen=True, slots=True)
class Place:
    """For which key generation a certificate is good."""

    size: int
    """n, how many trustees take part."""
    threshold: int
    """t, how many of them it takes to open the tally."""
    index: int
    """Which of them this is, counted from 1."""

    def to_json(self, group: Group) -> Json:
        return {"group": group.name, "size": self.size, "threshold": self.threshold, "index": self.index}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate whose signature was checked."""

    signed: Signed
    verification: int
    """vk: whose signature it is."""
    encryption: int
    """ek: where to write to."""
    place: Place | None
    """Absent in the form before 2.5.1."""


def certify(group: Group, own: Identity, place: Place, below: Below) -> Signed:
    """A trustee's first public message. Raises Unsound for a place that makes no sense."""
    _check_place(place)
    message = canonical.write(
        {
            "context": place.to_json(group),
            "verification": str(own.verification),
            "encryption": str(own.encryption),
        }
    )
    return Signed(message, signing.sign(group, own.signing, message, below))


def _check_place(place: Place) -> None:
    if not 1 <= place.threshold <= place.size <= TRUSTEES_MAX or not 1 <= place.index <= place.size:
        raise Unsound(Reason.THRESHOLD_OUT_OF_RANGE, threshold=place.threshold, size=place.size)


def read_certificates(group: Group, value: Json, at: str, threshold: int) -> tuple[Certificate, ...]:
    """All certificates of a key generation, in the trustees' order, each checked. Raises Unsound.

    Places are checked where there are any; `require_strengthened` refuses certificates without.
    """
    found = canonical.array(value, at)
    if not 1 <= threshold <= len(found) <= TRUSTEES_MAX:
        raise Unsound(Reason.THRESHOLD_OUT_OF_RANGE, threshold=threshold, size=len(found))
    certificates = tuple(
        read_certificate(group, item, f"{at}[{index - 1}]", Place(len(found), threshold, index))
        for index, item in enumerate(found, start=1)
    )
    keys = [key for one in certificates for key in (one.verification, one.encryption)]
    if len(set(keys)) != len(keys):
        raise Unsound(Reason.CERTIFICATE_TWICE, at=at)
    return certificates


def read_certificate(group: Group, value: Json, at: str, expected: Place) -> Certificate:
    """One certificate, made for the place where it is expected, its signature true. Raises Unsound."""
    signed = signing.read_signed(group, value, at)
    inside = canonical.fields(
        canonical.parse_canonical(signed.message.encode(), at),
        at,
        "context",
        "verification",
        "encryption",
        optional=("context",),
    )
    verification = canonical.member(group, inside["verification"], f"{at}.verification")
    encryption = canonical.member(group, inside["encryption"], f"{at}.encryption")
    if "context" in inside and inside["context"] != expected.to_json(group):
        raise Unsound(Reason.CERTIFICATE_OF_ANOTHER_PLACE, at=at)
    if not signing.signed_by(group, verification, signed.message, signed.signature):
        raise Unsound(Reason.CERTIFICATE_SIGNATURE_FALSE, at=at)
    return Certificate(signed, verification, encryption, expected if "context" in inside else None)


def require_strengthened(certificates: Sequence[Certificate], at: str) -> None:
    """Refuses certificates that do not say what they are for. Raises Unsound."""
    if any(certificate.place is None for certificate in certificates):
        raise Unsound(Reason.THRESHOLD_FORM_WEAK, at=at)


def agreed_text(certificates: Sequence[Certificate], coefficients: Sequence[int]) -> str:
    """What a dealer signs in the strengthened form: all certificates, and its own commitments."""
    agreed: Json = {
        "certs": [certificate.signed.to_json() for certificate in certificates],
        "coefexps": [str(coefficient) for coefficient in coefficients],
    }
    return f"certs_sig|{canonical.write(agreed)}"
