"""What a person corrects in the own file, and what is asked of an officer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries import NameAsked, Particulars

_TEXT_LENGTH_MAX = 200
_WORDS_LENGTH_MAX = 2000


def _text(label: Any, autocomplete: str, *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, required=required, max_length=_TEXT_LENGTH_MAX, widget=widget)


def _words(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_WORDS_LENGTH_MAX, widget=widget
    )


class ContactForm(forms.Form):
    """How a person is reached."""

    language = forms.ChoiceField(label=_("Language of my letters"), choices=settings.LANGUAGES)
    email = forms.EmailField(
        label=_("E-mail address for letters"),
        help_text=_("Without one, letters come on paper. It need not be the address by which you sign in."),
        required=False,
    )
    telephone = _text(_("Telephone"), "tel")
    street = _text(_("Street and number"), "street-address")
    town = _text(_("Town"), "address-level2")
    postal_code = _text(_("Postal code"), "postal-code")

    @classmethod
    def of(cls, known: Particulars, *, prefix: str = "") -> ContactForm:
        """The form as it stands before anything is changed."""
        initial = {name: getattr(known, name) for name in cls.base_fields}
        return cls(initial=initial, prefix=prefix or None)


class NameForm(forms.Form):
    """Another name or birth date, to be seen by an officer with proof."""

    given_names = _text(_("Given names"), "given-name")
    family_name = _text(_("Family name, or name of the organization"), "family-name", required=True)
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    words = _words(
        _("Which proof will you show?"), _("A birth or marriage certificate, a judgment, a passport.")
    )

    @classmethod
    def of(cls, known: Particulars | NameAsked) -> NameForm:
        """The form as it stands before anything is changed."""
        names = ("given_names", "family_name", "birth_date")
        return cls(initial={name: getattr(known, name) for name in names})


class NameDecisionForm(forms.Form):
    """The decision on a change of name."""

    words = _words(
        _("Which proof did you see, or why not?"), _("The person will read this in a letter."), required=True
    )
