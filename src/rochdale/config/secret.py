"""The key that signs sessions: made once, kept in the home folder, readable by its user alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key(home: Path) -> str:
    """The key of this home: `ROCHDALE_SECRET_KEY`, or the one in `home/secret.key`, made if missing."""
    given = os.environ.get("ROCHDALE_SECRET_KEY")
    if given:
        return given
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made
