"""Forms about the dates of the register: since when and why, as of when, and who stands for a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.membership.forms.departures import count_field
from rochdale.membership.queries import MemberClass, Particulars, Right

_TEXT_LENGTH_MAX = 200
_WORDS_LENGTH_MAX = 2000
Choices = Sequence[tuple[str, Any]]


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_WORDS_LENGTH_MAX, widget=widget
    )


def _text(label: Any, help_text: Any = "", *, required: bool = False, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_TEXT_LENGTH_MAX, widget=widget
    )


_SINCE = _("The day on which it became true, even if we learn of it later.")


class AsOfForm(forms.Form):
    """Which day the register is shown of, and as it was known when."""

    on = day_field(_("The register as of"), _("As it was on that day."))
    known = day_field(
        _("As it was known on"),
        _("Leave it empty for what is known today, with everything learnt since."),
        required=False,
    )


class PeriodForm(forms.Form):
    """A first and a last day."""

    first = day_field(_("From"))
    last = day_field(_("To"))

    def clean(self) -> dict[str, Any]:
        """Nothing lies between a day and an earlier one."""
        sent = super().clean() or {}
        first, last = sent.get("first"), sent.get("last")
        if first and last and first > last:
            self.add_error("last", _("This day is before the first. Choose the same day or a later one."))
        return sent


class ExtractForm(forms.Form):
    """Taking a list of members out: which, in which form, and what for (rule V-8)."""

    which = forms.ChoiceField(label=_("Which list?"), widget=forms.RadioSelect)
    purpose = _text(
        _("What is it for?"),
        _("For instance: notice of the general meeting. The record keeps it, with your name."),
        required=True,
    )
    form = forms.ChoiceField(
        label=_("In which form?"),
        choices=[("pdf", _("Paper (PDF)")), ("csv", _("Table (CSV)"))],
        widget=forms.RadioSelect,
        initial="pdf",
    )

    def __init__(self, *arguments: Any, kinds: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["which"].choices = kinds  # type: ignore[attr-defined]  # a field of choices
        self.fields["which"].initial = kinds[0][0]


class _Dated(forms.Form):
    """A change with its day and its reason."""

    effective_on = day_field(_("From which day?"), _SINCE)
    reason = _words(_("Why?"))


class ClassForm(_Dated):
    """Full or auxiliary."""

    member_class = forms.ChoiceField(
        label=_("Kind of membership"), choices=MemberClass.choices, widget=forms.RadioSelect
    )
    field_order = ("member_class", "effective_on", "reason")


class BondForm(_Dated):
    """By which common bond a member belongs."""

    ground = forms.ChoiceField(label=_("Common bond"), widget=forms.RadioSelect)
    field_order = ("ground", "effective_on", "reason")

    def __init__(self, *arguments: Any, grounds: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a field of choices


class OutOfBondForm(forms.Form):
    """Since when a member no longer meets the bond, and why the board keeps them."""

    since = day_field(_("Since which day is the common bond no longer met?"))
    reason = _words(_("Why does the board keep this member?"), _("With the number of the resolution."))


class StandForm(forms.Form):
    """Who stands for a member: another member by number, or somebody new by name."""

    member_number = forms.IntegerField(
        label=_("Member number of that person, if a member"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    given_names = _text(_("Otherwise the given names"))
    family_name = _text(_("and the family name"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = _text(_("Telephone"), inputmode="tel")
    from_on = day_field(_("From which day?"))
    until_on = day_field(
        _("Up to which day?"), _("The first day without the mandate; empty if none is set."), required=False
    )
    mandate = _text(_("By which document?"), _("For instance: resolution of 12 March 2026."), required=True)

    def clean(self) -> dict[str, Any]:
        """One of the two: a number or a name."""
        sent = super().clean() or {}
        if not sent.get("member_number") and not sent.get("family_name", "").strip():
            self.add_error("family_name", _("Give the number of a member, or a name."))
        return sent

    @property
    def particulars(self) -> Particulars:
        """Somebody new."""
        names = ("family_name", "given_names", "language", "email", "telephone")
        return Particulars(**{name: self.cleaned_data[name] for name in names})


class SuspensionForm(forms.Form):
    """Which rights, until when, on which ground, with the reasons that the member reads."""

    rights = forms.MultipleChoiceField(
        label=_("Which rights are suspended?"), widget=forms.CheckboxSelectMultiple
    )
    until_on = day_field(_("Until when?"), _("On that day the rights come back by themselves."))
    ground = forms.ChoiceField(label=_("On which ground of the by-laws?"))
    directors = count_field(_("Directors of the board"))
    votes_for = count_field(_("For the suspension"))
    votes_against = count_field(_("Against"))
    votes_abstained = count_field(_("Abstentions"))
    words = _words(_("The reasons, as the member is told them"), _("With the number of the resolution."))

    def __init__(
        self, *arguments: Any, rights: Sequence[str], grounds: Choices, until_on: date, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        choices = [(right.value, right.label) for right in Right if right.value in rights]
        self.fields["rights"].choices = choices  # type: ignore[attr-defined]  # a field of choices
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a field of choices
        self.fields["until_on"].initial = until_on


class EndStandForm(forms.Form):
    """From which day somebody no longer stands for a member."""

    day = day_field(_("From which day no longer?"))
