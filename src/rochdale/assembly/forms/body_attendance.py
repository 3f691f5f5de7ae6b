"""What is filled in of who came to a meeting of a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from rochdale.assembly.queries import AttendanceState, Seated


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
