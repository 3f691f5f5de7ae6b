"""What is asked on the way out of a membership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_WORDS_LENGTH_MAX = 2000


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_WORDS_LENGTH_MAX, widget=widget
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def count_field(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=999, widget=widget)


class LeaveForm(forms.Form):
    """A member gives notice of leaving."""

    words = _words(_("Why are you leaving?"), _("You need not say. It helps us to know."), required=False)


class OfficerLeaveForm(forms.Form):
    """An officer writes down that a member asked to leave."""

    words = _words(_("What did the member say?"), required=False)


class EndForm(forms.Form):
    """A death, or the end of an organization."""

    day = _day(_("On which day?"))
    words = _words(_("On what proof?"), _("For instance the certificate that you saw, with its number."))


class ExclusionForm(forms.Form):
    """The ground of an exclusion, from the by-laws, and what happened."""

    ground = forms.ChoiceField(label=_("On which ground of the by-laws?"))
    words = _words(_("What happened?"), _("The member will read this."))

    def __init__(self, *arguments: Any, grounds: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a field of choices


class WordsForm(forms.Form):
    """A step that needs words alone."""

    words = _words(_("What happened, or why?"), _("The member will read this."))


class FreeWordsForm(forms.Form):
    """A step to which something may be said."""

    words = _words(_("Would you like to say why?"), required=False)


class HearingForm(forms.Form):
    """The notice of a hearing."""

    day = _day(_("On which day will the board hear the member?"))
    words = _words(_("Place and hour, and what the member is told"))


class TellForm(forms.Form):
    """A decision told with its reasons."""

    day = _day(_("From which day does it take effect?"))
    words = _words(_("The reasons, as the member is told them"))


class VoteForm(forms.Form):
    """How the directors voted."""

    directors = count_field(_("Directors of the board"))
    votes_for = count_field(_("For the exclusion"))
    votes_against = count_field(_("Against"))
    votes_abstained = count_field(_("Abstentions"))
    words = _words(_("The decision in words, with the number of the resolution"))
