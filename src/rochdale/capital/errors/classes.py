"""Refusals about classes of shares."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.capital.errors.base import CapitalRefusal


class ShareClassNotFound(CapitalRefusal):
    """No class of shares of this code."""

    code: ClassVar[str] = "share_class_not_found"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("This cooperative has no class of shares “%(share_class)s”. Nothing changed.") % self.words()


class ShareClassExists(CapitalRefusal):
    """A class of this code is there already."""

    code: ClassVar[str] = "share_class_exists"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("There is a class of shares “%(share_class)s” already. Nothing changed.") % self.words()


class ShareClassImpossible(CapitalRefusal):
    """A class without a sound code or par, or open to nobody."""

    code: ClassVar[str] = "share_class_impossible"

    def message(self) -> str:
        return _(
            "A class needs a code in small letters, a par value, and somebody who may hold it. Nothing changed."
        )


class ReturnCapTooHigh(CapitalRefusal):
    """A return on shares above the cap of the by-laws (rule T-6)."""

    code: ClassVar[str] = "return_cap_too_high"

    def __init__(self, *, most: str) -> None:
        super().__init__()
        self.most = most

    def message(self) -> str:
        return (
            _("The by-laws allow a return of %(most)s of par a year at most. Nothing changed.") % self.words()
        )


class ClassNotRedeemable(CapitalRefusal):
    """Shares of this class are not repaid."""

    code: ClassVar[str] = "class_not_redeemable"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("Shares of this class are not repaid; they can be transferred. Nothing changed.")
