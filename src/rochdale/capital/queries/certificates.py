"""Certificates: what each said, and whether it still says the truth. The code on the paper is kept nowhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from rochdale.capital.errors import CertificateNotFound
from rochdale.capital.queries.classes import ShareClassFacts, share_classes
from rochdale.membership.queries import spoken_name
from rochdale.tenancy.queries import rows

CODE_DIGITS = 20
_GROUP = 4
CERTIFICATES_LISTED = 200


class CertificateState(StrEnum):
    """Whether a certificate is the last word about what its holder has of the class."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    OUTDATED = "outdated"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate: what it said, and since when that is no longer so (`ended_on`), if it is not."""

    id: UUID
    number: int
    share_class: ShareClassFacts
    holder_id: UUID
    holder: str
    initials: str
    quantity: int
    issued_on: date
    code_hash: bytes
    state: CertificateState
    ended_on: date | None


def code_of(*, certificate_id: UUID) -> str:
    """The code on the paper: digits that can be read out, made from the program's own key and kept nowhere."""
    digest = salted_hmac("rochdale.capital.certificate", certificate_id.hex, algorithm="sha256").digest()
    return str(int.from_bytes(digest) % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def code_groups(code: str) -> str:
    """The code as it stands on the paper: "1234 5678 9012 3456 7890"."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def code_fingerprint(certificate_id: UUID, code: str) -> bytes:
    """What is kept of a code: enough to know it again, and not to say it."""
    return hashlib.sha256(f"{certificate_id.hex}:{code}".encode()).digest()


def certificates_of(*, holder_id: UUID) -> list[CertificateFacts]:
    """A person's certificates, the newest first, in two statements."""
    return _found(holder_id=holder_id)


def certificate(*, certificate_id: UUID) -> CertificateFacts:
    """One certificate. Raises CertificateNotFound."""
    found = _found(id_=certificate_id)
    if not found:
        raise CertificateNotFound
    return found[0]


def verified_certificate(*, number: int, code: str) -> CertificateFacts | None:
    """The certificate of this number if the code is the one on its paper, else None; compared in constant time."""
    found = _found(number=number)
    known = found[0] if found else None
    typed = code_fingerprint(known.id if known else UUID(int=0), code)
    return known if constant_time_compare(typed, known.code_hash if known else b"") else None


def _found(
    *, holder_id: UUID | None = None, number: int | None = None, id_: UUID | None = None
) -> list[CertificateFacts]:
    classes = {each.id: each for each in share_classes()}
    parameters = {"holder_id": holder_id, "number": number, "id": id_, "lines": CERTIFICATES_LISTED}
    return [_facts(row, classes) for row in rows("capital", "certificates.sql", parameters)]


def _facts(row: tuple[Any, ...], classes: dict[UUID, ShareClassFacts]) -> CertificateFacts:
    id_, number, class_id, holder_id, quantity, issued_on, code_hash, given, family, *after = row
    state, ended_on = _state(*after)
    return CertificateFacts(
        id=id_,
        number=number,
        share_class=classes[class_id],
        holder_id=holder_id,
        holder=spoken_name(given, family),
        initials=" ".join(f"{name[0]}." for name in (given, family) if name),
        quantity=quantity,
        issued_on=issued_on,
        code_hash=bytes(code_hash),
        state=state,
        ended_on=ended_on,
    )


def _state(
    superseded_on: date | None, outdated_on: date | None, held: int
) -> tuple[CertificateState, date | None]:
    """By the first thing that came after it: shares moved, or the next certificate."""
    if outdated_on is not None and not held:
        return CertificateState.CANCELLED, outdated_on
    if superseded_on is not None:
        return CertificateState.SUPERSEDED, min(superseded_on, outdated_on or superseded_on)
    if outdated_on is not None:
        return CertificateState.OUTDATED, outdated_on
    return CertificateState.IN_FORCE, None
