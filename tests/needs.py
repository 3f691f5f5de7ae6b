"""What a test needs from the machine beyond Python.

A program that Debian gives is missing on many desks: there its tests skip and say why. Under CI (`CI=true`)
everything was to be installed, so there they run, and fail.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

DEBIAN_PACKAGES = {
    "chromium": "chromium",
    "hledger": "hledger",
    "belenios-tool": "belenios-tool",
    "pdftotext": "poppler-utils",
}
# The shell of Chromium shows the same pages without a window, in two thirds of the time.
STAND_INS = {"chromium": "chromium-headless-shell"}


def under_ci() -> bool:
    """Whether continuous integration runs the tests: then nothing may be missing."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _found(name: str) -> str | None:
    return shutil.which(STAND_INS.get(name, name)) or shutil.which(name)


def _reason(name: str) -> str:
    package = DEBIAN_PACKAGES.get(name)
    hint = f": apt install {package}" if package else ""
    return f"this test needs the program {name}, which is not on this machine{hint}"


def needs_program(name: str) -> pytest.MarkDecorator:
    """A mark for tests that start `name`: skipped where it is missing, except under CI."""
    missing = _found(name) is None
    return pytest.mark.skipif(missing and not under_ci(), reason=_reason(name))


def program(name: str) -> str:
    """The path of `name`, for fixtures and test bodies: skips where it is missing, and fails under CI."""
    path = _found(name)
    if path is not None:
        return path
    if under_ci():
        pytest.fail(_reason(name))
    pytest.skip(_reason(name))


def real_records(name: str) -> Path:
    """A file or folder of ../shared/realdata, beside the project or beside a folder that holds it."""
    for folder in Path(__file__).resolve().parents:
        if (found := folder / "shared" / "realdata" / name).exists():
            return found
    return Path(__file__).resolve().parents[2] / "shared" / "realdata" / name


def needs_real_records(name: str) -> pytest.MarkDecorator:
    """A mark for tests that read a part of ../shared/realdata: skipped where it is not there."""
    return pytest.mark.skipif(
        not real_records(name).exists(), reason=f"../shared/realdata/{name} is not there"
    )
