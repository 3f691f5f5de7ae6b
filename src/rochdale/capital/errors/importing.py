"""Refusals of an older register that is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.capital.errors.base import CapitalRefusal
from rochdale.kernel.errors import Fault


class FileRefused(CapitalRefusal):
    """A file of an older register that is not brought in; `faults` has the reasons, `count` says how many."""

    def __init__(self, *, faults: Sequence[Fault], count: int) -> None:
        super().__init__()
        self.faults = tuple(faults)
        self.count = count

    def facts(self) -> dict[str, object]:
        """How many; the faults quote people's particulars, which no log may repeat (rule V-7)."""
        return {"count": self.count}

    def unchanged(self) -> str:
        return _("Nothing was imported.")


class RegisterFaulty(FileRefused):
    """Something in the file is wrong: damaged, impossible, or in contradiction to what is here."""

    code: ClassVar[str] = "register_faulty"

    def message(self) -> str:
        return ngettext(
            "There is %(count)s fault in this file.", "There are %(count)s faults in this file.", self.count
        ) % {"count": self.count}

    def next_step(self) -> str:
        return _("Correct the lines that are named below and start once more.")


class NamesakesFound(FileRefused):
    """Somebody of the same name and birth date is there already; nobody is merged or doubled in silence."""

    code: ClassVar[str] = "namesakes_found"

    def message(self) -> str:
        return ngettext(
            "%(count)s person may be here already.", "%(count)s persons may be here already.", self.count
        ) % {"count": self.count}

    def next_step(self) -> str:
        return _(
            "Look at each. Take out of the file whoever is the same person; where all are others of the same "
            "name, say --despite-namesakes."
        )
