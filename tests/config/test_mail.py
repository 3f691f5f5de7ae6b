"""The way that e-mail takes is one setting; a password in it is shown nowhere."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from rochdale.config.mail import WrongMail, way

_SECRET = "p@ss word"
_AT_SERVER = "user%40example.org:p%40ss%20word@mail.example.org"


@pytest.mark.parametrize(
    ("scheme", "port", "is_tls", "is_starttls"),
    [("smtp", 25, False, False), ("starttls", 587, False, True), ("smtps", 465, True, False)],
)
def test_a_server_is_read_from_its_address(
    scheme: str, port: int, *, is_tls: bool, is_starttls: bool
) -> None:
    found = way(f"{scheme}://{_AT_SERVER}")
    assert (found.host, found.port, found.user, found.password) == (
        "mail.example.org",
        port,
        "user@example.org",
        _SECRET,
    )
    assert (found.is_tls, found.is_starttls) == (is_tls, is_starttls)
    assert way(f"{scheme}://localhost:1025").port == 1025
    assert _SECRET not in repr(found)
    assert "user@" not in repr(found)


@pytest.mark.parametrize("text", ["", "post", "smtp://", "http://u:secret@host", "smtp://u:secret@host:port"])
def test_a_wrong_setting_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(WrongMail, match="ROCHDALE_MAIL is none of") as refused:
        way(text)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_message_becomes_a_file_that_its_owner_alone_reads(tmp_path: Path, settings: Settings) -> None:
    settings.EMAIL_BACKEND = way("file").backend
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    EmailMessage("Prêt", "Déjà fait.", "caisse@example.org", ["an@example.org"]).send()
    EmailMessage("Two", "Again", "caisse@example.org", ["an@example.org"]).send()
    first, _second = sorted((tmp_path / "mail").iterdir())
    assert first.suffix == ".eml"
    assert "an@" not in first.name
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert b"To: an@example.org" in first.read_bytes()


def test_a_wrong_setting_stops_the_program_with_a_sentence(tmp_path: Path) -> None:
    environment = os.environ | {"ROCHDALE_HOME": str(tmp_path), "ROCHDALE_MAIL": "http://u:secret@host"}
    environment |= {"ROCHDALE_DATABASE_URL": "postgresql://nobody@nowhere.invalid/x", "PYTHONPATH": "src"}
    program = [sys.executable, "-c", "from rochdale.config.cli import main; main()", "worker"]
    told = subprocess.run(program, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert told.returncode == 1
    assert told.stderr.startswith("ROCHDALE_MAIL is none of")
    assert "secret" not in told.stderr + told.stdout
