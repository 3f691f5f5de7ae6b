"""The keys of an installation: made once, kept in the home folder, readable by its user alone."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def key(home: Path) -> str:
    """The key of this home: `ROCHDALE_SECRET_KEY`, or the one in `home/secret.key`, made if missing."""
    return _kept("ROCHDALE_SECRET_KEY", home, "secret.key")


def document_key(home: Path) -> str:
    """The key that seals papers of this home: `ROCHDALE_DOCUMENT_KEY`, or the one in `home/document.key`.

    It is another one than that of sessions: that one may be changed, what was sealed with this one opens with
    no other.
    """
    return _kept("ROCHDALE_DOCUMENT_KEY", home, "document.key")


def _kept(variable: str, home: Path, name: str) -> str:
    given = os.environ.get(variable)
    if given:
        return given
    home.mkdir(parents=True, exist_ok=True)
    path = home / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made


def derived(secret_key: str, purpose: str) -> bytes:
    """A key for one purpose alone, always the same one of this installation; in the shape that Fernet takes.

    Who learns it learns neither the installation's own key nor that of another purpose.
    """
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"rochdale: {purpose}".encode())
    return base64.urlsafe_b64encode(derivation.derive(secret_key.encode()))


def derived_bare(secret_key: str, purpose: str) -> bytes:
    """The same, as the 32 bytes that a cipher takes."""
    return base64.urlsafe_b64decode(derived(secret_key, purpose))
