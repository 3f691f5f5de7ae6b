"""What is brought to be checked."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.queries import read_head, read_tracking
from rochdale.voting.verifiable.tracking import Sought


class CheckForm(forms.Form):
    """An archive, a tracking number, a head, or several of these."""

    # What most people come with is first.
    field_order = ("number", "head", "archive")

    archive = forms.FileField(
        label=_("The archive of the vote (.bel)"),
        help_text=_(
            "From wherever it was published, 20 MB at most. It is checked and forgotten. A vote that is "
            "published here needs none."
        ),
        required=False,
        allow_empty_file=True,  # the verifier says what is wrong with it
    )
    number = forms.CharField(
        label=_("Your tracking number"),
        help_text=_(
            "24 digits, or the eight words in French or English, or the whole tracker. Leave it empty if you "
            "look for no ballot."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "number", "spellcheck": "false"}),
    )
    head = forms.CharField(
        label=_("A head that you noted"),
        help_text=_(
            "The hash that was shown after an event of the vote: 64 digits and letters from a to f. Leave it "
            "empty if you noted none."
        ),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "number", "spellcheck": "false"}),
    )

    def clean_number(self) -> Sought | None:
        """The ballot that is meant. Raises ValidationError where it is no number."""
        typed = self.cleaned_data["number"]
        sought = read_tracking(typed)
        if typed and sought is None:
            raise ValidationError(
                _("This is no tracking number: compare each digit or each word with your receipt."),
                code="tracking_malformed",
            )
        return sought

    def clean_head(self) -> str | None:
        """The head that was noted. Raises ValidationError where it is none."""
        typed = self.cleaned_data["head"]
        head = read_head(typed)
        if typed and head is None:
            raise ValidationError(
                _("This is no head: it has 64 digits and letters from a to f."), code="head_malformed"
            )
        return head

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where there is nothing to check."""
        given = super().clean() or {}
        if not self.errors and all(given.get(name) is None for name in ("archive", "number", "head")):
            raise ValidationError(
                _("Choose an archive, or type a tracking number or a head."), code="nothing_to_check"
            )
        return given

    def content(self) -> bytes | None:
        """The archive, cut off after one byte too many; None where none came."""
        sent = cast("UploadedFile[bytes] | None", self.cleaned_data.get("archive"))
        return None if sent is None else bytes(sent.read())
