"""How e-mail leaves: by a file, by the terminal, or by a server that one setting names."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

_BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "rochdale.config.mail_files.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
}
_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}


class WrongMail(ValueError):
    """`ROCHDALE_MAIL` names no way; what it says may hold a password, so nothing repeats it."""


@dataclass(frozen=True, slots=True)
class Way:
    """Django's words for one way; what opens the server is never shown."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    is_tls: bool = False
    is_starttls: bool = False


def way(text: str) -> Way:
    """The way that `ROCHDALE_MAIL` names. Raises WrongMail."""
    if text in {"console", "file"}:
        return Way(_BACKENDS[text])
    wrong = WrongMail(
        "ROCHDALE_MAIL is none of: file, console, smtp://user:password@host:port, starttls://..., smtps://..."
    )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise wrong
    return Way(
        _BACKENDS["smtp"],
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        is_starttls=parts.scheme == "starttls",
    )


def write_messages(folder: Path, messages: Sequence[bytes]) -> int:
    """Write each message into a file of its own that its owner alone reads, whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for message in messages:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        part = folder / f".{name}.part"
        part.touch(mode=0o600)
        part.write_bytes(message)
        part.rename(folder / f"{name}.eml")
    return len(messages)
