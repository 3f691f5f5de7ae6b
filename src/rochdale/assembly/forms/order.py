"""What is filled in about motions, the speaking list, and the question box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.assembly.actions import MotionDraft
from rochdale.assembly.forms.meetings import language_name
from rochdale.assembly.queries import Majority, VoteMethod

_TITLE_LENGTH_MAX: Final = 200
_TEXT_LENGTH_MAX: Final = 10_000
_WORDS_LENGTH_MAX: Final = 2000
_NUMBER_MAX: Final = 10**9
PARTS: Final = 3


def _text(label: str, language: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "lang": language})
    return forms.CharField(label=label, max_length=_TEXT_LENGTH_MAX, required=False, widget=widget)


class _Worded(forms.Form):
    """A title and a wording in each of some languages, none of which is asked for by itself."""

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = tuple(languages)
        worded: dict[str, forms.Field] = {}
        for language in self.languages:
            told = {"language": language_name(language)}
            worded[f"title_{language}"] = forms.CharField(
                label=_("Title: %(language)s") % told,
                max_length=_TITLE_LENGTH_MAX,
                required=False,
                widget=forms.TextInput(attrs={"lang": language}),
            )
            worded[f"text_{language}"] = _text(_("Wording: %(language)s") % told, language)
        self.fields = {**worded, **self.fields}

    def _of(self, part: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{part}_{language}"] for language in self.languages}

    def draft(self) -> MotionDraft:
        """What was written."""
        return MotionDraft(self._of("title"), self._of("text"), self.cleaned_data.get("reason", ""))


class MotionForm(_Worded):
    """What a member moves. For an office that writes it down at the meeting, also who does."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For who reads it. It is not voted on."),
        max_length=_WORDS_LENGTH_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, for_another: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if for_another:
            number = forms.IntegerField(
                label=_("Member number of who moves it"), min_value=1, max_value=_NUMBER_MAX
            )
            self.fields = {"member_number": number, **self.fields}


class AdmitForm(_Worded):
    """The words of a motion in the languages that its author did not write, and what it needs."""

    majority = forms.ChoiceField(
        label=gettext_lazy("What does it need?"),
        choices=[
            (Majority.ORDINARY.value, Majority.ORDINARY.label),
            (Majority.SPECIAL.value, Majority.SPECIAL.label),
        ],
    )


class PartsForm(forms.Form):
    """The parts into which a motion is split, in the language of who writes them."""

    def __init__(self, *arguments: Any, language: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.language = language
        for place in range(1, PARTS + 1):
            told = {"place": place}
            self.fields[f"title_{place}"] = forms.CharField(
                label=_("Part %(place)s: title") % told, max_length=_TITLE_LENGTH_MAX, required=False
            )
            self.fields[f"text_{place}"] = _text(_("Part %(place)s: wording") % told, language)

    def drafts(self) -> list[MotionDraft]:
        """The parts that were written."""
        told = self.cleaned_data
        return [
            MotionDraft({self.language: told[f"title_{place}"]}, {self.language: told[f"text_{place}"]})
            for place in range(1, PARTS + 1)
            if told[f"title_{place}"] or told[f"text_{place}"]
        ]


class RewordForm(forms.Form):
    """An amendment in new words."""

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for language in languages:
            told = {"language": language_name(language)}
            self.fields[f"text_{language}"] = _text(_("Wording: %(language)s") % told, language)
        self.languages = tuple(languages)

    def texts(self) -> dict[str, str]:
        """The wording by language."""
        return {language: self.cleaned_data[f"text_{language}"] for language in self.languages}


class EndForm(forms.Form):
    """What becomes of a motion short of a vote, and why, until when, or to whom."""

    act = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=[
            ("table", gettext_lazy("It is tabled: until when?")),
            ("refer", gettext_lazy("It is referred: to whom?")),
            ("withdraw", gettext_lazy("Its mover withdraws it")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("Until when, to whom, or why"), max_length=_WORDS_LENGTH_MAX, required=False
    )


class RefuseForm(forms.Form):
    """Why a motion is refused."""

    words = forms.CharField(
        label=gettext_lazy("Why it is refused"),
        help_text=gettext_lazy("Its mover reads it. At the meeting members may appeal to the meeting."),
        max_length=_WORDS_LENGTH_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MethodForm(forms.Form):
    """How a motion is voted on."""

    method = forms.ChoiceField(label=gettext_lazy("How the vote is taken"), choices=VoteMethod.choices)


class MemberForm(forms.Form):
    """A member by number, for who has no device."""

    member_number = forms.IntegerField(
        label=gettext_lazy("Member number"), min_value=1, max_value=_NUMBER_MAX
    )


class RulingForm(forms.Form):
    """What the chair rules on a point of order."""

    ruling = forms.ChoiceField(
        label=gettext_lazy("The chair rules"),
        choices=[
            ("upheld", gettext_lazy("The point is well taken")),
            ("denied", gettext_lazy("The point is not taken")),
        ],
    )
    words = forms.CharField(label=gettext_lazy("Why"), max_length=_WORDS_LENGTH_MAX)


class QuestionForm(forms.Form):
    """A question to a meeting."""

    words = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=_WORDS_LENGTH_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_unnamed = forms.BooleanField(
        label=gettext_lazy("Do not name me to the other members"),
        help_text=gettext_lazy("Who runs the meeting sees who asked."),
        required=False,
    )


class AnswerForm(forms.Form):
    """An answer to a question."""

    words = forms.CharField(
        label=gettext_lazy("Answer"), max_length=_TEXT_LENGTH_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )
    was_at_meeting = forms.BooleanField(
        label=gettext_lazy("It was answered at the meeting, in these words"), required=False
    )
