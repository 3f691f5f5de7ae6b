"""A person's particulars as they are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.membership.forms.dated import day_field
from rochdale.membership.queries import Particulars

_TEXT_LENGTH_MAX = 200


def _text(label: Any, *, required: bool = False, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(label=label, required=required, max_length=_TEXT_LENGTH_MAX, widget=widget)


class ParticularsForm(forms.Form):
    """What the cooperative knows of a person."""

    given_names = _text(_("Given names"))
    family_name = _text(_("Family name, or name of the organization"), required=True)
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = _text(_("Telephone"), inputmode="tel")
    street = _text(_("Street and number"))
    town = _text(_("Town"))
    postal_code = _text(_("Postal code"))

    effective_on = day_field(
        _("From which day does it hold?"),
        _(
            "The day of the move or of the marriage, say, even if we learn of it later. It may be a day to come."
        ),
        required=False,
    )
    reason = _text(_("Why does it change?"), required=True)
    # What was shown is that of this day: what differs from it was changed.
    shown_on = forms.DateField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, known: Particulars, on: date) -> ParticularsForm:
        """The form as it stands before anything is changed, with what held on a day."""
        shown = {name: getattr(known, name) for name in cls.base_fields if hasattr(known, name)}
        return cls(initial=shown | {"effective_on": on, "shown_on": on})

    def particulars(self, known: Particulars) -> Particulars:
        """What was sent, with what the form does not ask taken from what is known."""
        sent = {name: value for name, value in self.cleaned_data.items() if hasattr(known, name)}
        return replace(known, **sent)
