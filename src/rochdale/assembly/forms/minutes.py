"""What people fill in about minutes: texts by language and part, a reason, a resolution, words to search."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.queries import FloorRole
from rochdale.assembly.queries.minutes_text import Content

TEXT_LENGTH_MAX = 20_000
_WORDS_LENGTH_MAX = 2000
_NUMBER_MAX = 10**6
_LINE_LENGTH = 75
_ROWS_MIN, _ROWS_MAX = 4, 20


def field_of(language: str, place: str) -> str:
    """The name of the field with the text of a part in a language."""
    return f"text-{language}-{place}"


def _lines(text: str) -> int:
    """About how many lines a text takes in its field, and one to spare."""
    return 1 + sum(1 + len(line) // _LINE_LENGTH for line in text.split("\n"))


class MinutesForm(forms.Form):
    """The texts of every part in every language, as plain paragraphs, and the version from which they were made."""

    based_on = forms.IntegerField(min_value=0, max_value=_NUMBER_MAX, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("The signed text stays; this one is signed again."),
        max_length=_WORDS_LENGTH_MAX,
        required=False,
    )

    def __init__(self, content: Content, *, is_correction: bool, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]  # what a form of Django takes
        self.content = content
        if not is_correction:
            del self.fields["words"]
        for language, parts in content.texts.items():
            for part in parts:
                rows = min(_ROWS_MAX, max(_ROWS_MIN, _lines(part.text)))
                self.fields[field_of(language, part.place)] = forms.CharField(
                    label=language,
                    required=False,
                    max_length=TEXT_LENGTH_MAX,
                    widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
                )

    def texts(self) -> dict[str, dict[str, str]]:
        """What was sent, by language and place."""
        return {
            language: {
                part.place: self.cleaned_data[field_of(language, part.place)]
                for part in parts
                if field_of(language, part.place) in self.data
            }
            for language, parts in self.content.texts.items()
        }


def initial_of(content: Content, based_on: int, texts: Mapping[str, str] | None = None) -> dict[str, object]:
    """What stands in the fields: the texts of a content, with some of them replaced."""
    own = {
        field_of(language, part.place): part.text
        for language, parts in content.texts.items()
        for part in parts
    }
    return {"based_on": based_on, **own, **(texts or {})}


class VersionForm(forms.Form):
    """A version that is acted on, and why where it is signed."""

    version = forms.IntegerField(min_value=0, max_value=_NUMBER_MAX, widget=forms.HiddenInput)
    words = forms.CharField(max_length=_WORDS_LENGTH_MAX, required=False)


class SignForm(forms.Form):
    """Which version is signed, and as what."""

    version = forms.IntegerField(min_value=1, max_value=_NUMBER_MAX)
    role = forms.ChoiceField(choices=[(FloorRole.CHAIR.value, ""), (FloorRole.SECRETARY.value, "")])


class ApprovalForm(forms.Form):
    """By which resolution of a later meeting a version was approved."""

    version = forms.IntegerField(min_value=1, max_value=_NUMBER_MAX, widget=forms.HiddenInput)
    resolution = forms.IntegerField(label=_("Number of the resolution"), min_value=1, max_value=_NUMBER_MAX)
