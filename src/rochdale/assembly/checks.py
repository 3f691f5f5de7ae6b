"""What `rochdale audit` asks of this room: what meetings decided, and every published vote proven anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rochdale.assembly.queries import elections, published_election
from rochdale.audit.checks import Check
from rochdale.tenancy.queries import statement


def _unproven() -> Iterator[dict[str, str]]:
    for listed in elections():
        found = published_election(uuid=listed.uuid)
        figures = found.report.figures
        if not found.report.is_sound or figures is None:
            yield {"uuid": listed.uuid, "faults": ", ".join(fault.code for fault in found.report.faults)}
        elif (figures.head, figures.uuid, figures.complete) != (listed.head, listed.uuid, True):
            yield {"uuid": listed.uuid, "head": figures.head}


CHECKS: Final = [
    Check(
        "INV-81",
        "Does the archive of every published vote verify, and end with the head that was recorded?",
        statement("assembly", "checks/elections.sql"),
        _unproven,
    ),
    Check(
        "INV-82",
        "Do the steps of every meeting follow one another, each by its own act?",
        statement("assembly", "checks/meetings.sql"),
    ),
    Check(
        "INV-83",
        "Did every meeting stand as it was planned from the moment it was called?",
        statement("assembly", "checks/versions.sql"),
    ),
    Check(
        "INV-91",
        "Does every resolution say what its figures say?",
        statement("assembly", "checks/resolutions.sql"),
    ),
    Check(
        "INV-92",
        "Did every effect run once, of a resolution that was adopted and held, and does nothing else amend by-laws?",
        statement("assembly", "checks/effects.sql"),
    ),
    Check(
        "INV-93",
        "Has every seat one holder at a time, by a mandate of its own act?",
        statement("assembly", "checks/mandates.sql"),
    ),
    Check(
        "INV-94",
        "Does the office of every director stand on a mandate?",
        statement("assembly", "checks/directors.sql"),
    ),
]
