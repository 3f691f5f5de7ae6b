"""What people fill in about a resolution: which are looked for, an objection, an annulment, a task and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.queries import AnnulmentGround, FollowUpStepKind

WORDS_LENGTH_MAX: Final = 2000
Choices = Sequence[tuple[str, Any]]


def words_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Some sentences."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=WORDS_LENGTH_MAX, widget=widget
    )


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def number_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.IntegerField:
    """The number of something."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, help_text=help_text, required=required, min_value=1, max_value=2**31 - 1, widget=widget
    )


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field choose among what there is now."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices


class RegisterForm(forms.Form):
    """Which resolutions are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("all of them")),
            ("adopted", _("adopted")),
            ("lost", _("lost")),
            ("waiting", _("adopted, with an effect still to run")),
        ],
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page shows what will be done."""


class ObjectionForm(forms.Form):
    """One's own objection."""

    words = words_field(
        _("What do you object to, and why?"),
        _("It is recorded with your name, in these words, and cannot be changed."),
    )


class OthersObjectionForm(ObjectionForm):
    """What somebody said in the meeting, as an officer writes it down."""

    member_number = number_field(_("Member number of who objects"))
    field_order = ("member_number", "words")


class AnnulmentForm(forms.Form):
    """Why a resolution no longer holds."""

    ground = forms.ChoiceField(
        label=_("Why does it no longer hold?"), choices=AnnulmentGround.choices, widget=forms.RadioSelect
    )
    by_number = number_field(
        _("Number of the later resolution"), _("Empty where a tribunal decided."), required=False
    )
    words = words_field(_("In words"), _("For instance the judgment, with its date and number."))

    def clean(self) -> dict[str, Any]:
        """A later resolution is named by its number."""
        sent = super().clean() or {}
        if sent.get("ground") == AnnulmentGround.RESOLUTION and not sent.get("by_number"):
            self.add_error("by_number", _("Give the number of the later resolution."))
        return sent


class FollowUpForm(forms.Form):
    """What is to be done, by whom and by when."""

    words = words_field(_("What is to be done?"))
    person = forms.TypedChoiceField(label=_("Who does it?"), coerce=UUID)
    due_on = day_field(_("By when?"))

    def __init__(self, *arguments: Any, people: Choices, earliest: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose(self, "person", people)
        self.fields["due_on"].widget.attrs["min"] = earliest.isoformat()


class FollowUpStepForm(forms.Form):
    """What became of a task."""

    kind = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    words = words_field(_("In words"), required=False)
    due_on = day_field(_("Its new day, where it is put off"), required=False)
    person = forms.TypedChoiceField(
        label=_("Who does it now, where it is handed over"), coerce=UUID, required=False, empty_value=None
    )

    def __init__(self, *arguments: Any, kinds: Choices, people: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose(self, "kind", kinds)
        if people:
            choose(self, "person", [("", "—"), *people])
        else:
            del self.fields["person"], self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        """Each step brings what it needs."""
        sent = super().clean() or {}
        kind = sent.get("kind")
        if kind == FollowUpStepKind.HANDED_OVER and not sent.get("person"):
            self.add_error("person", _("Choose who does it now."))
        if kind == FollowUpStepKind.POSTPONED and not sent.get("due_on"):
            self.add_error("due_on", _("Give the new day."))
        if (
            kind in {FollowUpStepKind.NOTED, FollowUpStepKind.DONE, FollowUpStepKind.DROPPED}
            and not sent.get("words", "").strip()
        ):
            self.add_error("words", _("Say it in words."))
        return sent
