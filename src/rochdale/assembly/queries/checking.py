"""Checking an archive that anybody sends: verified by our verifier, with bounds on its size, time and memory.

Nothing is kept. What comes back says which ballot was meant, and whether it is there.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.core.cache import cache

import rochdale
from rochdale.assembly.errors import ArchiveTooLarge, ArchiveTooSlow, CheckingBusy
from rochdale.assembly.queries.verify_apart import OUT_OF_MEMORY
from rochdale.voting.verifiable.tracking import Sought
from rochdale.voting.verifiable.verifier.report import Report

SECONDS_MAX: Final = 20
ARCHIVE_BYTES_MAX: Final = 20 * 1024 * 1024
"""As much as these seconds suffice for on a small server: some 1,750 ballots that choose one of five."""
MEMORY_BYTES_MAX: Final = 1024 * 1024 * 1024
WAIT_SECONDS: Final = 10
_MEGABYTE: Final = 1024 * 1024
_PROGRAM: Final = Path(__file__).with_name("verify_apart.py")
_LOOK_SECONDS: Final = 0.1
_TURN: Final = "an archive is being checked"


class Place(StrEnum):
    """Where a ballot that somebody looks for is."""

    COUNTED = "counted"
    SUPERSEDED = "superseded"
    """Its voter voted again later, and that ballot counts."""
    ABSENT = "absent"
    UNKNOWN = "unknown"
    """The archive is so broken that its ballots could not all be read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in an archive; `place` is None where nobody's ballot was looked for."""

    report: Report
    place: Place | None


def check_archive(content: bytes, sought: Sought | None) -> Checked:
    """Verify an archive and look for a ballot in it.

    Raises ArchiveTooLarge, ArchiveTooSlow, CheckingBusy.
    """
    if len(content) > ARCHIVE_BYTES_MAX:
        raise ArchiveTooLarge(megabytes_max=ARCHIVE_BYTES_MAX // _MEGABYTE)
    report = _verified(content)
    return Checked(report, None if sought is None else place_of(report, sought))


def place_of(report: Report, sought: Sought) -> Place:
    """Where the ballot is that somebody looks for."""
    found = [ballot for ballot in report.ballots if sought.is_of(ballot.tracker)]
    if any(ballot.counted for ballot in found):
        return Place.COUNTED
    if found:
        return Place.SUPERSEDED
    # Ballots with a fault are not listed, so that one which is not there may be one of these.
    is_whole = report.figures is not None and len(report.ballots) == report.figures.received
    return Place.ABSENT if is_whole else Place.UNKNOWN


def _verified(content: bytes) -> Report:
    with _turn():
        return _verified_apart(content)


@contextmanager
def _turn() -> Iterator[None]:
    """One at a time on the whole machine: whoever sends many archives leaves the other processors to the members.

    A turn that nobody gives back, because its process was killed, is over once no check could still run.
    """
    looks = 0
    while not cache.add(_TURN, True, timeout=2 * SECONDS_MAX):
        if looks * _LOOK_SECONDS >= WAIT_SECONDS:
            raise CheckingBusy
        looks += 1
        time.sleep(_LOOK_SECONDS)
    try:
        yield
    finally:
        cache.delete(_TURN)


def _verified_apart(content: bytes) -> Report:
    command = [sys.executable, "-P", str(_PROGRAM), str(SECONDS_MAX), str(MEMORY_BYTES_MAX)]
    # No variable of ours goes along: what reads a stranger's file has no need of our secrets.
    known = {"PYTHONPATH": str(Path(rochdale.__file__).parents[1])}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS_MAX, check=True, env=known
        )
    except subprocess.TimeoutExpired:
        raise ArchiveTooSlow(seconds_max=SECONDS_MAX) from None
    except subprocess.CalledProcessError as ended:
        if ended.returncode in {OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGXCPU, -signal.SIGABRT}:
            raise ArchiveTooSlow(seconds_max=SECONDS_MAX) from None
        raise
    report: Report = pickle.loads(done.stdout)  # noqa: S301  # written by our own verifier just now
    return report
