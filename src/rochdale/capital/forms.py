"""The forms of capital: text in, values out. Asked inside a cooperative, because members and accounts are looked up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.capital.queries import CODE_DIGITS, ShareKind
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.money.currency import Currency
from rochdale.web.fields import AmountField

Choices = Sequence[tuple[str, str | Promise]]
_QUANTITY_MAX = 1_000_000
_KEY_LENGTH_MAX = 64


def _line(label: Any, help_text: Any = "", *, required: bool = False, length: int = 140) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=length, widget=widget
    )


def _quantity(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=_QUANTITY_MAX, widget=widget)


def _choice(label: Any, choices: Choices, help_text: Any = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), help_text=help_text, required=required)


def _reason() -> forms.CharField:
    return _line(_("Reason"), _("For the record, and for the second person where one must decide."))


class MemberField(forms.IntegerField):
    """The number of a present member; cleans to the person."""

    def clean(self, value: Any) -> UUID | None:  # text in, a person out
        """The person. Raises ValidationError in the reader's words."""
        number = super().clean(value)
        if number is None:
            return None
        try:
            return membership.member(number=number).person_id
        except MemberNotFound as missing:
            raise ValidationError(_("No member has this number."), code="member_not_found") from missing


class ActForm(forms.Form):
    """What every act on shares brings: a key, so that a second sending is harmless."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["key"] = forms.CharField(max_length=_KEY_LENGTH_MAX, widget=forms.HiddenInput)

    def hidden(self) -> ActForm:
        """The same answers, out of sight, to be sent again with the confirmation."""
        for field in self.fields.values():
            is_many = isinstance(field, forms.MultipleChoiceField)
            field.widget = forms.MultipleHiddenInput() if is_many else forms.HiddenInput()
        self.fields["confirmed"] = forms.CharField(widget=forms.HiddenInput)
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent["confirmed"] = "yes"
            self.data = sent
        return self


class IssueForm(ActForm):
    """Shares that somebody subscribes to."""

    def __init__(
        self,
        *arguments: Any,
        classes: Choices,
        accounts: Choices,
        organs: Choices,
        currency: Currency,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"] = _choice(_("Class"), classes)
        self.fields["quantity"] = _quantity(_("How many shares?"))
        self.fields["paid"] = AmountField(
            currency=currency,
            label=_("Paid now"),
            help_text=_("Leave it empty if all is paid at once."),
            required=False,
        )
        self.fields["account"] = _choice(_("Paid from"), accounts)
        self.fields["organ"] = _choice(_("Decided by"), organs)
        self.fields["reason"] = _reason()


class InstalmentForm(ActForm):
    """An instalment."""

    def __init__(self, *arguments: Any, accounts: Choices, currency: Currency, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount"] = AmountField(currency=currency)
        self.fields["account"] = _choice(_("Paid from"), accounts)
        self.fields["reason"] = _reason()


class TransferForm(ActForm):
    """Shares that go to another member: sold, given or inherited."""

    def __init__(
        self, *arguments: Any, classes: Choices, causes: Choices, organs: Choices, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"] = _choice(_("Class"), classes)
        self.fields["quantity"] = _quantity(_("How many shares?"))
        self.fields["to"] = MemberField(
            label=_("To the member of number"),
            min_value=1,
            max_value=10**15,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        self.fields["cause"] = _choice(_("Why do the shares change hands?"), causes)
        self.fields["organ"] = _choice(_("Decided by"), organs)
        self.fields["reason"] = _reason()


class ConversionForm(ActForm):
    """Shares of one class that become shares of another."""

    def __init__(self, *arguments: Any, classes: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"] = _choice(_("From class"), classes)
        self.fields["quantity"] = _quantity(_("How many shares?"))
        self.fields["to"] = _choice(_("Into class"), classes)
        self.fields["reason"] = _reason()


class RedemptionForm(ActForm):
    """A request for repayment."""

    def __init__(self, *arguments: Any, classes: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"] = _choice(_("Class"), classes)
        self.fields["quantity"] = _quantity(_("How many shares shall be repaid?"))


class RepaymentForm(ActForm):
    """How one request is repaid."""

    def __init__(
        self, *arguments: Any, accounts: Choices, debts: Choices, currency: Currency, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["account"] = _choice(_("Pay to"), accounts)
        self.fields["price"] = AmountField(
            currency=currency,
            label=_("Price of all these shares"),
            help_text=_("Empty: at par. Less than par where losses have reduced the shares; never more."),
            required=False,
        )
        if debts:
            self.fields["set_off"] = AmountField(
                currency=currency,
                label=_("Taken for what is owed"),
                help_text=_("As the by-laws allow: it is not paid out, but lowers the debt."),
                required=False,
            )
            self.fields["debt"] = _choice(_("The debt"), debts, required=False)
        self.fields["reason"] = _reason()

    def clean(self) -> dict[str, Any]:
        """Ask for the debt where something is taken for one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("set_off") is not None and not cleaned.get("debt"):
            self.add_error("debt", _("Say which debt it is taken for."))
        return cleaned


class ReasonForm(ActForm):
    """A reason, which stays on the record."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reason"] = _line(
            _("Why?"), _("One sentence. It stays on the record, beside your name."), required=True
        )


class ClassForm(ActForm):
    """A class of shares to be opened."""

    def __init__(self, *arguments: Any, holders: Choices, currency: Currency, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["name_en"] = _line(_("Name in English"), required=True, length=80)
        self.fields["name_fr"] = _line(_("Name in French"), required=True, length=80)
        self.fields["code"] = forms.RegexField(
            r"^[a-z][a-z0-9_]{0,39}$",
            label=_("Short code"),
            help_text=_(
                "Small letters without accents, digits and underscores: it names the class in files."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["kind"] = _choice(_("What is it for?"), [(k.value, k.label) for k in ShareKind])
        self.fields["par"] = AmountField(currency=currency, label=_("Par value of one share"))
        self.fields["open_to"] = forms.MultipleChoiceField(
            label=_("Who may hold it?"), choices=list(holders), widget=forms.CheckboxSelectMultiple
        )
        self.fields["holding_max"] = forms.IntegerField(
            label=_("Most shares that one member may hold"),
            min_value=1,
            max_value=_QUANTITY_MAX,
            required=False,
        )
        self.fields["is_redeemable"] = _choice(
            _("Is it repaid?"),
            [("yes", _("Yes, when the capital test lets it")), ("no", _("No, it can only be transferred"))],
        )
        self.fields["return_cap"] = forms.DecimalField(
            label=_("Highest return, in percent of par a year"),
            help_text=_("Nothing where these shares bear no return."),
            min_value=Decimal(0),
            max_value=Decimal(100),
            decimal_places=4,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Percent become a part."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["return_fraction"] = Fraction(cleaned.get("return_cap") or Decimal(0)) / 100
        return cleaned


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class DayForm(forms.Form):
    """The day as of which something is shown."""

    on = _day(_("As of"))


class YearForm(forms.Form):
    """Two days, both included."""

    first = _day(_("From"))
    last = _day(_("To"))

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day comes before the first one."))
        return cleaned


class CodeForm(forms.Form):
    """What stands on a certificate: its number, and the code, with or without blanks."""

    number = forms.IntegerField(
        label=_("Number of the certificate"),
        min_value=1,
        max_value=10**15,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    code = forms.CharField(
        label=_("The code"),
        help_text=_("Five groups of four digits, as they stand on the paper. Blanks do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "number"}),
    )

    def clean_code(self) -> str:
        """The digits alone. Raises ValidationError where they are too few or too many."""
        digits = "".join(sign for sign in self.cleaned_data["code"] if sign in "0123456789")
        if len(digits) != CODE_DIGITS:
            raise ValidationError(_("The code has twenty digits."), code="code_malformed")
        return digits
