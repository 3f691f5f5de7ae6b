"""Refusals about certificates and other papers."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.capital.errors.base import CapitalRefusal


class NothingToCertify(CapitalRefusal):
    """A certificate is of shares that are held."""

    code: ClassVar[str] = "nothing_to_certify"

    def message(self) -> str:
        return _("No share of this class is held, so there is nothing to certify. Nothing changed.")


class CertificateNotFound(CapitalRefusal):
    """No such certificate here."""

    code: ClassVar[str] = "certificate_not_found"

    def message(self) -> str:
        return _("There is no such certificate.")


class CertificateNotPrinted(CapitalRefusal):
    """The paper cannot be made again, because the key of its code was changed since."""

    code: ClassVar[str] = "certificate_not_printed"

    def message(self) -> str:
        return _("This certificate cannot be printed again. Issue a new one, which takes its place.")


class PaperTooLong(CapitalRefusal):
    """More lines than a paper has room for; the table takes them all."""

    code: ClassVar[str] = "share_paper_too_long"

    def __init__(self, *, lines_max: int) -> None:
        super().__init__()
        self.lines_max = lines_max

    def message(self) -> str:
        return _("A paper takes %(lines_max)s lines, and this one has more.") % self.words()

    def next_step(self) -> str:
        return _("Take the CSV table, which has them all, or choose other days.")
