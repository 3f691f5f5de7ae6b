"""What is filled in on the floor of a meeting."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.assembly.actions import Tally, Window
from rochdale.assembly.queries import CastingVote, Choice, FloorRole, VoteMethod
from rochdale.voting import motions

_WORDS_LENGTH_MAX = 2000
_NUMBER_MAX = 10**9
_COUNT_MAX = 1_000_000


def _moment(label: Any, help_text: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, help_text=help_text, required=False, widget=widget, input_formats=["%Y-%m-%dT%H:%M"]
    )


class PutForm(forms.Form):
    """How an item is put to the vote, and from when and until when votes are taken."""

    method = forms.ChoiceField(label=_("How the vote is taken"), choices=VoteMethod.choices)
    opens_at = _moment(_("Open from"), _("Leave it empty for a vote that is open at once."))
    closes_at = _moment(
        _("Open until"), _("Leave it empty for a vote of the meeting itself: the chair closes it.")
    )

    def window(self, time_zone: str) -> Window:
        """When votes are taken, in the time of the cooperative."""
        given = (self.cleaned_data[name] for name in ("opens_at", "closes_at"))
        return Window(*(each.replace(tzinfo=ZoneInfo(time_zone)) if each else None for each in given))


class CastingForm(forms.Form):
    """A form that asks for the chair's further vote in a tie only where the by-laws give one (rule Q-42)."""

    def __init__(self, *arguments: Any, has_casting_vote: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_casting_vote:
            del self.fields["casting_vote"]

    def casting(self) -> motions.Vote | None:
        """The chair's further vote, where one was given."""
        said = self.cleaned_data.get("casting_vote")
        return motions.Vote(said) if said else None


class CloseVoteForm(CastingForm):
    """The chair's further vote, needed only where yes and no are equal."""

    casting_vote = forms.ChoiceField(
        label=_("The chair’s vote, only if it is a tie"),
        choices=[("", pgettext_lazy("vote", "none")), *CastingVote.choices],
        required=False,
    )


class WordsForm(forms.Form):
    """Why."""

    words = forms.CharField(label=_("Why"), max_length=_WORDS_LENGTH_MAX)


class FloorOfficerForm(forms.Form):
    """Who does what for a meeting."""

    member_number = forms.IntegerField(label=_("Member number"), min_value=1, max_value=_NUMBER_MAX)
    role = forms.ChoiceField(label=_("Does what"), choices=FloorRole.choices)


class ArrivalForm(forms.Form):
    """Who comes or goes at the desk, or takes a paper of a vote; `is_assisted` where somebody helps with it."""

    member_number = forms.IntegerField(min_value=1, max_value=_NUMBER_MAX)
    act = forms.ChoiceField(
        choices=[(act, "") for act in ("come", "guest", "guest_with_voice", "leave")], required=False
    )
    paper = forms.IntegerField(min_value=1, max_value=_NUMBER_MAX, required=False)
    is_assisted = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where nothing is asked."""
        given = super().clean() or {}
        if not self.errors and not given.get("act") and not given.get("paper"):
            raise forms.ValidationError("", code="nothing")
        return given


class CalledForm(forms.Form):
    """What a member answers whose name is called out."""

    member_number = forms.IntegerField(min_value=1, max_value=_NUMBER_MAX)
    choice = forms.ChoiceField(choices=Choice.choices)


class BallotForm(forms.Form):
    """What a member votes on a motion."""

    choice = forms.ChoiceField(label=_("My vote"), choices=Choice.choices, widget=forms.RadioSelect)


class CountForm(forms.Form):
    """What a teller counted."""

    yes = forms.IntegerField(label=_("For"), min_value=0, max_value=_COUNT_MAX)
    no = forms.IntegerField(label=_("Against"), min_value=0, max_value=_COUNT_MAX)
    abstain = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=_COUNT_MAX)
    blank = forms.IntegerField(label=_("Blank papers"), min_value=0, max_value=_COUNT_MAX, initial=0)
    spoilt = forms.IntegerField(label=_("Spoilt papers"), min_value=0, max_value=_COUNT_MAX, initial=0)

    def tally(self) -> Tally:
        """What was counted."""
        return Tally(
            **{name: self.cleaned_data[name] for name in ("yes", "no", "abstain", "blank", "spoilt")}
        )
