"""What is filled in of who came to a meeting of a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.assembly.actions import BodyTally
from rochdale.assembly.forms.floor import CastingForm
from rochdale.assembly.queries import AttendanceState, CastingVote, Seated

_SEATS_MAX = 1000


class BodyAttendanceForm(forms.Form):
    """For everybody who held a seat: whether they came."""

    def __init__(
        self,
        *arguments: Any,
        seated: Sequence[Seated],
        known: Mapping[UUID, AttendanceState],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._seated = seated
        for each in seated:
            self.fields[each.id.hex] = forms.ChoiceField(
                label=each.name,
                choices=AttendanceState.choices,
                widget=forms.RadioSelect,
                initial=known.get(each.id),
            )

    @property
    def states(self) -> dict[UUID, AttendanceState]:
        """What was said, by mandate."""
        return {each.id: AttendanceState(self.cleaned_data[each.id.hex]) for each in self._seated}


class BodyDecisionForm(CastingForm):
    """How the holders of seats voted on an item of their meeting."""

    yes = forms.IntegerField(label=_("For"), min_value=0, max_value=_SEATS_MAX)
    no = forms.IntegerField(label=_("Against"), min_value=0, max_value=_SEATS_MAX)
    abstain = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=_SEATS_MAX)
    casting_vote = forms.ChoiceField(
        label=_("The chair’s vote, only if it is a tie"),
        choices=[("", pgettext_lazy("vote", "none")), *CastingVote.choices],
        required=False,
    )

    def tally(self) -> BodyTally:
        """What was counted."""
        given = self.cleaned_data
        return BodyTally(given["yes"], given["no"], given["abstain"], self.casting())
