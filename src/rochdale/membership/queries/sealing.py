"""Sealing: what only this installation can read, and only in the place for which it was sealed (INV-66).

AES-GCM with the key of the home (`config.secret`). The place is bound in as associated data, so that a sealed
text that was moved to another row or another cooperative does not open there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from rochdale.membership.errors import DocumentDamaged

NONCE_BYTES: Final = 12
SEAL_BYTES: Final = NONCE_BYTES + 16  # by so much a sealed text is longer
_UNSAID: Final = re.compile(r"[\W_]+")


def place_of(cooperative_id: UUID, what: str, id_: UUID) -> bytes:
    """Where a sealed text belongs: a row of a cooperative."""
    return f"{cooperative_id}/{what}/{id_}".encode()


def seal(content: bytes, *, place: bytes) -> bytes:
    """The content, sealed for one place; never twice the same."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(settings.DOCUMENT_KEY).encrypt(nonce, content, place)


def unseal(sealed: bytes, *, place: bytes) -> bytes:
    """What was sealed for this place. Raises DocumentDamaged."""
    try:
        return AESGCM(settings.DOCUMENT_KEY).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
    except (InvalidTag, ValueError) as fault:
        raise DocumentDamaged from fault


def digest(content: bytes) -> bytes:
    """By what a content is known again."""
    return hashlib.sha256(content).digest()


def token_hash(token: str) -> bytes:
    """What is kept of a secret link; the link itself is with the applicant alone."""
    return hashlib.sha256(token.encode()).digest()


def identity_hash(*, cooperative_id: UUID, kind: str, number: str) -> bytes | None:
    """By what an identity number is compared and cannot be read; None without one. Each cooperative has its own."""
    bare = _UNSAID.sub("", number).upper()
    if not bare:
        return None
    told = f"{cooperative_id}/{kind}/{bare}".encode()
    return hmac.new(settings.IDENTITY_KEY, told, hashlib.sha256).digest()
