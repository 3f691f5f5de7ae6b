"""The words of refusals.

A room's refusal is a `SpokenRefusal` and brings its own words. Pure rooms know codes only, so the words for
theirs are here.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.voting import reasons
from rochdale.voting.reasons import plainly
from rochdale.web.formatting import day_text, money_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Refused, Words


class SpokenRefusal(Refusal):
    """A refusal with words of its own for the person who asked. Each brings its `message()`.

    `status` is that of the answer to a program, where the code of the refusal does not say it (`web.api`).
    """

    status: ClassVar[int | None] = None

    def message(self) -> Words:
        """What happened, in the reader's language."""
        raise NotImplementedError  # an exception cannot be abstract: Python makes it all the same

    def unchanged(self) -> Words:
        """What did not happen; empty where the message says so already."""
        return ""

    def next_step(self) -> Words:
        """What to do now; empty for the general advice."""
        return ""

    def each_fault(self) -> list[dict[str, object]]:
        """Where there are several reasons: each by its `code`, with its words as `detail`; none for just one."""
        return []

    def words(self) -> dict[str, object]:
        """The facts as they are read: days and amounts are written in the reader's language."""
        return {name: _written(fact) for name, fact in self.facts().items()}


def _written(fact: object) -> object:
    match fact:
        case date():
            return day_text(fact, reader_locale())
        case Money():
            return money_text(fact, reader_locale())
        case _:
            return fact


def words_of(refusal: Refusal) -> Refused:
    """What happened, what did not, and what to do next, in the reader's language."""
    advice = _("Go back, correct what you sent and send it again; or ask at the counter.")
    if isinstance(refusal, SpokenRefusal):
        return Refused(
            happened=refusal.message(),
            unchanged=refusal.unchanged(),
            next_step=refusal.next_step() or advice,
        )
    return Refused(happened=_pure_words(refusal), unchanged=_("Nothing was changed."), next_step=advice)


def _pure_words(refusal: Refusal) -> str:
    template = _pure_texts().get(refusal.code)
    if template is None:
        return _("The request was refused: %(code)s.") % {"code": refusal.code}
    return template % {name: plainly(fact) for name, fact in refusal.facts().items()}


def _pure_texts() -> dict[str, str]:
    return {
        "amount_malformed": _("“%(text)s” is not an amount that we can read."),
        "too_many_decimals": _(
            "“%(text)s” has more decimals than %(currency)s knows; it has %(decimals_max)s at most."
        ),
        "currencies_differ": _("An amount in %(left)s and one in %(right)s cannot be reckoned together."),
        "currency_unknown": _("“%(currency)s” is not a currency in use."),
        "currency_without_minor_unit": _("No account can be held in %(currency)s."),
        "nothing_to_split_by": _("There is nobody to share the amount between."),
        "negative_weight": _("One of the shares is less than nothing."),
        "no_business_day": _("The calendar has no business day within a year of %(day)s."),
        "unsound": _("This is not what a verifiable ballot must be: %(reason)s."),
        **{code: _(text) for code, text in reasons.REFUSALS.items()},
    }
