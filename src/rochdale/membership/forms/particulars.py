"""A person's particulars as they are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

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

    @classmethod
    def of(cls, known: Particulars) -> ParticularsForm:
        """The form as it stands before anything is changed."""
        return cls(initial={name: getattr(known, name) for name in cls.base_fields})

    def particulars(self, known: Particulars) -> Particulars:
        """What was sent, with what the form does not ask taken from what is known."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.base_fields}
        return replace(known, **sent)
