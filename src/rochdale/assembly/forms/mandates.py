"""What officers fill in about bodies, seats and who holds them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.forms.decisions import Choices, choose, day_field, number_field, words_field
from rochdale.assembly.queries import BodyKind, FilledBy, MandateEndKind

_NAME_LENGTH_MAX: Final = 120
_ENDS: Final = (MandateEndKind.RESIGNATION, MandateEndKind.DEATH, MandateEndKind.INELIGIBLE)


class AsOfForm(forms.Form):
    """On which day a body is shown."""

    on = day_field(_("As of"), _("Any day, before or after today."))


class BodyForm(forms.Form):
    """A body that the by-laws know. One field for its name in each language of the cooperative."""

    kind = forms.ChoiceField(label=_("Which body?"), choices=BodyKind.choices, widget=forms.RadioSelect)
    filled_by = forms.ChoiceField(
        label=_("Who gives its seats?"), choices=FilledBy.choices, widget=forms.RadioSelect
    )

    def __init__(self, *arguments: Any, languages: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = [code for code, _name in languages]
        for code, name in languages:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Its name in this language: %(language)s") % {"language": name},
                max_length=_NAME_LENGTH_MAX,
            )

    @property
    def names(self) -> dict[str, str]:
        """Its names by language."""
        return {code: self.cleaned_data[f"name_{code}"] for code in self.languages}


class SeatForm(forms.Form):
    """A further seat of a body."""

    term_years = forms.IntegerField(label=_("Term in years"), min_value=1, max_value=10, initial=3)
    electoral_group = forms.CharField(
        label=_("Electoral group"),
        help_text=_("Whose seat it is, where members vote by groups. Leave it empty for all members."),
        max_length=_NAME_LENGTH_MAX,
        required=False,
    )


class ElectedForm(forms.Form):
    """Who was elected to which seat, at which item of which meeting."""

    item = forms.ChoiceField(label=_("In which election?"))
    seat = forms.TypedChoiceField(label=_("Which seat?"), coerce=UUID)
    member_number = number_field(_("Member number of who was elected"))
    until_on = day_field(
        _("Until when, where it is not the whole term?"), _("The first day after it."), required=False
    )

    def __init__(self, *arguments: Any, items: Choices, seats: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose(self, "item", items)
        choose(self, "seat", seats)
        if not items:
            self.fields["item"].help_text = _("No meeting with an election on its agenda was opened yet.")


class OldMandateForm(forms.Form):
    """Who held a seat when this register began."""

    seat = forms.TypedChoiceField(label=_("Which seat?"), coerce=UUID)
    member_number = number_field(_("Member number of who holds it"))
    from_on = day_field(_("Since which day?"))
    until_on = day_field(_("Until when?"), _("The first day after the term."))

    def __init__(self, *arguments: Any, seats: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose(self, "seat", seats)


class CloseSeatForm(forms.Form):
    """From which day a body has a seat no more, and by what."""

    on = day_field(_("From which day no longer?"))
    words = words_field(
        _("In words"), _("For instance: the by-laws give the board five seats since the meeting of 12 March.")
    )

    def __init__(self, *arguments: Any, earliest: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["on"].initial = earliest
        self.fields["on"].widget.attrs["min"] = earliest.isoformat()


class EndMandateForm(forms.Form):
    """Why a mandate ends before its term, and from which day."""

    kind = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[(each.value, each.label) for each in _ENDS],
        widget=forms.RadioSelect,
    )
    on = day_field(_("From which day no longer?"))
    words = words_field(_("In words"), _("For instance: letter of resignation of 12 March."))

    def __init__(self, *arguments: Any, earliest: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["on"].initial = earliest
        self.fields["on"].widget.attrs["min"] = earliest.isoformat()
