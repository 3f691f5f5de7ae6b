"""What `rochdale audit` asks of this room: what meetings decided, and every published vote proven anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rochdale.assembly.queries import elections, published_election
from rochdale.assembly.queries.redrawing import redrawn_differently
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
        "INV-63",
        "Is nothing that was said about the roll left of persons whose particulars were taken away?",
        statement("assembly", "checks/rolls_blanked.sql"),
    ),
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
        "INV-84",
        "Has every member of a primary cooperative one vote on every roll?",
        statement("assembly", "checks/roll_votes.sql"),
    ),
    Check(
        "INV-85",
        "Does the register as it was known give every roll again, and its hash what was frozen?",
        statement("assembly", "checks/rolls.sql"),
        redrawn_differently,
    ),
    Check(
        "INV-83",
        "Is every paper of a meeting what its hash says?",
        statement("assembly", "checks/meeting_documents.sql"),
    ),
    Check(
        "INV-86",
        "Was every meeting of members called within the window of its by-laws, by a letter to each?",
        statement("assembly", "checks/notices.sql"),
    ),
    Check(
        "INV-86",
        "Did every notice that was given by hand leave on paper?",
        statement("assembly", "checks/handovers.sql"),
    ),
    Check(
        "INV-91",
        "Does every resolution say what its figures say?",
        statement("assembly", "checks/resolutions.sql"),
    ),
    Check(
        "INV-97",
        "Did as many members as the by-laws ask for sign each requisition, and did its meeting treat its matters?",
        statement("assembly", "checks/requisitions.sql"),
    ),
]
