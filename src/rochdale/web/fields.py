"""Form fields that every room needs: an amount of money, typed as people type it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.errors import words_of
from rochdale.web.formatting import digits_text
from rochdale.web.reading import read_amount
from rochdale.web.templatetags.rochdale_format import reader_locale


class AmountField(forms.CharField):
    """An amount of `currency`, read by the habits of the reader's language; cleans to Money.

    Nothing and less than nothing are wrong unless `signed`: a direction is a choice of its own on our forms.
    """

    def __init__(self, *, currency: Currency, signed: bool = False, **options: Any) -> None:
        self.currency = currency
        self.signed = signed
        options.setdefault("label", _("Amount"))
        options.setdefault("max_length", 60)
        options.setdefault("widget", forms.TextInput(attrs=_ATTRIBUTES))
        super().__init__(**options)

    def clean(self, value: Any) -> Money | None:  # text in, an amount out
        """The amount. Raises ValidationError in the reader's words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text, self.currency, reader_locale())
        except Refusal as refusal:
            raise ValidationError(str(words_of(refusal).happened), code=refusal.code) from refusal
        if not self.signed and not amount.is_positive:
            raise ValidationError(_("The amount must be more than nothing."), code="amount_not_positive")
        return amount

    def prepare_value(self, value: Any) -> Any:
        """What the field shows: an amount as people write it, or again what was typed."""
        return digits_text(value, reader_locale()) if isinstance(value, Money) else value


_ATTRIBUTES = {"inputmode": "decimal", "class": "money", "autocomplete": "off"}
