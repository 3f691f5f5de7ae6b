"""Bringing in a bank from its own files: everything it says, compared with what it printed, or nothing."""

from rochdale.banking.actions.importing.bank import import_pkdd99
from rochdale.banking.actions.importing.values import DatedLater, Imported, Progress, Step

__all__ = ["DatedLater", "Imported", "Progress", "Step", "import_pkdd99"]
