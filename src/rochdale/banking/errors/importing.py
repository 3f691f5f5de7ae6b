"""How bringing in another system's files is refused; nothing has been written when one is raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.banking.errors.base import BankingRefusal
from rochdale.kernel.errors import Fault


class FilesRefused(BankingRefusal):
    """Files that cannot be brought in as they are; `faults` has every reason, by file and line."""

    def __init__(self, *, faults: Sequence[Fault]) -> None:
        super().__init__()
        assert faults
        self.faults = tuple(faults)

    def unchanged(self) -> str:
        return _("Nothing was imported.")


class FilesFaulty(FilesRefused):
    """Something in the files is damaged, missing, or contradicts something else."""

    code: ClassVar[str] = "files_faulty"

    def message(self) -> str:
        count = len(self.faults)
        return ngettext(
            "There is %(count)d fault in these files.", "There are %(count)d faults in these files.", count
        ) % {"count": count}

    def next_step(self) -> str:
        return _("Correct the lines that are named below, or ask for the files again, and start once more.")


class ImportedOtherwise(FilesRefused):
    """The cooperative already stands on an import of files that said something else."""

    code: ClassVar[str] = "imported_otherwise"

    def __init__(self, *, slug: str, faults: Sequence[Fault]) -> None:
        super().__init__(faults=faults)
        self.slug = slug

    def message(self) -> str:
        return _("“%(slug)s” was made from files that said something else.") % {"slug": self.slug}

    def next_step(self) -> str:
        return _("Import these files under another address name, or the files that were imported then.")


class NotAnImport(BankingRefusal):
    """A cooperative has this name in addresses, and was not made by an import."""

    code: ClassVar[str] = "not_an_import"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return _("“%(slug)s” is a cooperative that was not made by an import.") % self.words()

    def unchanged(self) -> str:
        return _("Nothing was imported.")

    def next_step(self) -> str:
        return _("Choose another address name.")
