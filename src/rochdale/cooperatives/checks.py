"""What `rochdale audit` asks of this room: its by-laws, its offices, its date, its line in the directory."""

from __future__ import annotations

from typing import Final

from rochdale.audit.checks import Check
from rochdale.tenancy.queries import statement

CHECKS: Final = [
    Check(invariant, question, statement("cooperatives", f"checks/{name}.sql"))
    for invariant, question, name in (
        (
            "INV-20",
            "Do the versions of the by-laws follow one another without a gap, in time?",
            "version_order",
        ),
        ("INV-21", "Has each version the values it was adopted with, by its own act?", "version_whole"),
        ("INV-22", "Does every value of the by-laws name its rule and its source?", "value_ground"),
        ("INV-23", "Was every office given, and if it ended, ended, by a recorded act?", "office_acts"),
        ("INV-24", "Does nobody hold the same office twice on one day?", "office_overlaps"),
        ("INV-25", "Do auditors and inspectors hold no office that acts?", "watchers_apart"),
        ("INV-26", "Is the business date where the recorded acts left it?", "business_date"),
        ("INV-27", "Does the line in the directory say what was founded?", "directory_line"),
        ("INV-90", "Was every act for two persons decided by another than proposed it?", "proposals"),
        ("INV-78", "Does every key of a program stand once, with the answer to one request?", "kept_answers"),
        ("INV-28", "Did nobody act by office on his or her own person?", "own_matters"),
    )
]
