"""What `rochdale audit` asks of capital: the register of shares, its movements and the books say the same."""

from __future__ import annotations

from typing import Final

from rochdale.audit.checks import Check
from rochdale.tenancy.queries import statement

CHECKS: Final = [
    Check(invariant, question, statement("capital", f"checks/{name}.sql"))
    for invariant, question, name in (
        ("INV-48", "Did every repayment leave the capital that the by-laws ask for?", "capital_test"),
        ("INV-49", "Is every share held within what its class says, and the by-laws of classes?", "classes"),
        ("INV-50", "Is the amount of every movement of shares its quantity times par?", "par"),
        ("INV-51", "Did nobody ever hold less than no share?", "holdings"),
        ("INV-52", "Do the movements of each class sum to what its account carries?", "books"),
        ("INV-53", "Is every movement carried by its entry, and recorded by an act?", "entries"),
        ("INV-54", "Is the queue of redemptions without a gap, and was it kept?", "queue"),
        ("INV-55", "Does every reversal mirror its movement, once?", "reversals"),
        ("INV-56", "Is what is owed on shares what their subscription account says?", "owing"),
        (
            "INV-57",
            "Does every certificate say what its holder held that day, sealed as it was?",
            "certificates",
        ),
        ("INV-58", "Do the shares of who has left wait for repayment, within the by-law's time?", "leavers"),
        ("INV-59", "Is what waits for repayment held?", "waiting"),
        ("INV-80", "Was every request repaid at a price that losses allowed, as its entry says?", "prices"),
        ("INV-67", "Has every application that was registered its member, who has paid?", "admissions"),
    )
]
