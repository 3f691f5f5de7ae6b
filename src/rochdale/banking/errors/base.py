"""What every refusal of this room is."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.web.formatting import locale_of, money_text


class BankingRefusal(Refusal):
    """A refusal of this room, with words for the person who asked."""

    def message(self) -> str:
        """What happened, in the reader's language."""
        raise NotImplementedError

    def unchanged(self) -> str:
        """What did not happen."""
        return _("Nothing was posted.")

    def next_step(self) -> str:
        """What to do now; empty for the general advice."""
        return ""

    def words(self) -> dict[str, object]:
        """The facts as they are read: amounts are written in the reader's language."""
        locale = locale_of(get_language() or "en")
        return {
            name: money_text(fact, locale) if isinstance(fact, Money) else fact
            for name, fact in self.facts().items()
        }
