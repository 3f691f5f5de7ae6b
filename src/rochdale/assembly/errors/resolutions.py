"""Refusals about resolutions: what is not decided, or was decided before."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class QuorumMissing(SpokenRefusal):
    """Too few are there: nothing is decided, neither for nor against (rule Q-32)."""

    code: ClassVar[str] = "quorum_missing"

    def __init__(self, *, present: int, needed: int) -> None:
        super().__init__()
        self.present = present
        self.needed = needed

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return ngettext(
            "The quorum is %(needed)s member and %(present)s are there. Nothing was decided.",
            "The quorum is %(needed)s members and %(present)s are there. Nothing was decided.",
            self.needed,
        ) % (self.words())


class ResolutionFound(SpokenRefusal):
    """This item was decided already, and a decision stays."""

    code: ClassVar[str] = "resolution_found"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This item was decided already, by resolution %(number)s.") % self.words()
