"""Importing an older register: its members and the shares that they hold, all of it or nothing."""

from rochdale.capital.actions.importing.register import import_members
from rochdale.capital.actions.importing.values import (
    Accepted,
    Progress,
    RegisterImport,
    ShareSum,
    Step,
    Summary,
)

__all__ = [
    "Accepted",
    "Progress",
    "RegisterImport",
    "ShareSum",
    "Step",
    "Summary",
    "import_members",
]
