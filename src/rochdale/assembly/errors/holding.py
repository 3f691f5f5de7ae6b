"""Refusals while a meeting is held, and before what it decided takes effect."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class BylawsNeedSpecial(SpokenRefusal):
    """By-laws are amended by the special majority alone (INV-122, rule Q-31)."""

    code: ClassVar[str] = "bylaws_need_special"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "By-laws are amended by the special majority alone, and this is decided by another. Nothing was changed."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "Put the amendment on the agenda of a meeting anew: it is planned with the special majority."
        )
