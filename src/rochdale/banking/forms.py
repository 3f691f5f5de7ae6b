"""The forms of banking: text in, values out. Asked inside a cooperative, because accounts are looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rochdale.banking import queries
from rochdale.banking.queries import HeldAccount
from rochdale.money.currency import Currency
from rochdale.web.fields import AmountField

_TEXT_LENGTH_MAX = 140
_KEY_LENGTH_MAX = 64


class AccountField(forms.CharField):
    """The number of a member's account, with or without its hyphens; cleans to the account."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("help_text", _("With its last digit, which catches a slip: 4182-01-0."))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "number"}))
        super().__init__(**options)

    def clean(self, value: Any) -> HeldAccount | None:  # text in, an account out
        """The account. Raises ValidationError in the reader's words."""
        typed = super().clean(value)
        if not typed:
            return None
        found = queries.account_numbered(typed)
        if found is None:
            raise ValidationError(_("No member holds an account of this number."), code="account_not_held")
        return found


def _line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_TEXT_LENGTH_MAX, widget=widget
    )


def key_field() -> forms.CharField:
    """The key that makes a second sending of the same form harmless."""
    return forms.CharField(max_length=_KEY_LENGTH_MAX, widget=forms.HiddenInput)


class CounterForm(forms.Form):
    """A deposit or a withdrawal."""

    def __init__(self, *arguments: Any, currency: Currency, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["account"] = AccountField(label=_("Account"))
        self.fields["amount"] = AmountField(currency=currency)
        self.fields["text"] = _line(
            _("A word for the statement"), _("Those who hold the account will read it.")
        )
        self.fields["reason"] = _line(
            _("Reason"), _("For the record, and for the second person where one must decide.")
        )
        self.fields["key"] = key_field()

    def hidden(self) -> CounterForm:
        """The same answers, out of sight, to be sent again with the confirmation."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
        self.fields["confirmed"] = forms.CharField(widget=forms.HiddenInput)
        self.data = (
            {**self.data.dict(), "confirmed": "yes"} if isinstance(self.data, QueryDict) else self.data
        )
        return self


class TransferForm(CounterForm):
    """A transfer between two accounts of members."""

    def __init__(self, *arguments: Any, currency: Currency, **options: Any) -> None:
        super().__init__(*arguments, currency=currency, **options)
        self.fields["account"].label = _("From account")
        to_account = AccountField(label=_("To account"))
        self.fields = {"account": self.fields.pop("account"), "to": to_account, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Refuse a transfer to the account that it comes from."""
        cleaned = super().clean() or self.cleaned_data
        account, to_account = cleaned.get("account"), cleaned.get("to")
        if account and to_account and account.account_id == to_account.account_id:
            self.add_error("to", _("This is the account that the money comes from."))
        return cleaned


class ReasonForm(forms.Form):
    """A reason, which stays on the record."""

    reason = _line(_("Why?"), _("One sentence. It stays on the record, beside your name."), required=True)
    key = key_field()


class DecisionForm(forms.Form):
    """What the second person says."""

    reason = _line(_("Why?"), _("Needed to refuse. It stays on the record, beside your name."))


class PeriodForm(forms.Form):
    """Two dates, both included."""

    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    last = forms.DateField(label=_("To"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day comes before the first one."))
        return cleaned


class DayForm(forms.Form):
    """One date."""

    on = forms.DateField(label=_("On"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def month_of(day: date) -> dict[str, date]:
    """The period from the first of the month to `day`: what a statement shows unless told."""
    return {"first": day.replace(day=1), "last": day}


class AdmissionForm(forms.Form):
    """What an accepted applicant pays on joining."""

    def __init__(self, *arguments: Any, currency: Currency, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount"] = AmountField(currency=currency, label=_("Taken in, in cash"))
        self.fields["key"] = key_field()
