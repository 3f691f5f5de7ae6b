"""By what a lost link is asked for anew."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LostLinkForm(forms.Form):
    """To which address a new link is asked for."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one that you gave when you applied."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
