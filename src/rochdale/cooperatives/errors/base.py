"""What every refusal of this room is."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

from rochdale.kernel.errors import Refusal
from rochdale.web.formatting import day_text, locale_of


class CooperativesRefusal(Refusal):
    """A refusal of this room, with words for the person who asked."""

    def message(self) -> str:
        """What happened, in the reader's language."""
        raise NotImplementedError

    def words(self) -> dict[str, object]:
        """The facts as they are read: days are written out in the reader's language."""
        locale = locale_of(get_language() or "en")
        return {
            name: day_text(fact, locale) if isinstance(fact, date) else fact
            for name, fact in self.facts().items()
        }
