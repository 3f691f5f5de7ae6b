"""What is asked of who says what follows from an item of the agenda: a form for each kind of effect.

`key` is what was chosen before the form, where there was something to choose; `known` are the facts as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.actions import Setting
from rochdale.assembly.forms.decisions import day_field, number_field
from rochdale.assembly.queries import person_elected
from rochdale.cooperatives.queries import (
    PARAMETERS,
    BylawKind,
    OfficeKind,
    bylaws,
    cooperative,
    office_history,
)
from rochdale.cooperatives.queries.parameters import encode
from rochdale.membership import queries as membership
from rochdale.membership.queries import Right
from rochdale.web.fields import AmountField

Facts = Mapping[str, Any]
_TEXT_LENGTH_MAX: Final = 2000
_COUNT_MAX: Final = 10**9


class EffectForm(forms.Form):
    """What an effect needs to be told; of some nothing but what was chosen, under the name of its fact."""

    fact: str = ""

    def __init__(
        self, *arguments: Any, setting: Setting, key: str = "", known: Facts | None = None, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.setting = setting
        self.key = key
        self.known: Facts = known or {}

    def facts(self) -> dict[str, Any]:
        """What the effect is told, as the agenda keeps it."""
        return {self.fact: self.key}


class ApplicationForm(EffectForm):
    """The application that is accepted."""

    fact = "application_id"


class DepartureForm(EffectForm):
    """The departure of a member who was heard."""

    fact = "departure_id"


class MandateForm(EffectForm):
    """The mandate that ends."""

    fact = "mandate_id"


class AmendmentForm(EffectForm):
    """One parameter of the by-laws, its new value, and from which day; others that were said before stay."""

    effective_from = day_field(_("From which day?"))
    rule = forms.CharField(
        label=_("Rule"),
        help_text=_("The article of the by-law that says so."),
        max_length=120,
        required=False,
    )

    def __init__(self, *arguments: Any, word: Callable[[str], Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.parameter = PARAMETERS[self.key]
        answer = bylaws(self.setting.on).get(self.key)
        field = self._field(word)
        field.label = str(self.parameter.label)
        field.initial = _shown(answer.value) if answer else None
        self.fields = {"value": field, **self.fields}
        self.fields["effective_from"].initial = self.known.get("effective_from", self.setting.on)
        if answer is not None:
            # The new value follows the rule of the one in force.
            del self.fields["rule"]

    def facts(self) -> dict[str, Any]:
        """The amendment with this change in it, in place of an earlier one of the same parameter."""
        change: dict[str, Any] = {"name": self.key, "value": self._plain()}
        if "rule" in self.cleaned_data:
            change["rule"] = self.cleaned_data["rule"]
        others = [each for each in self.known.get("changes", []) if each["name"] != self.key]
        return {
            "effective_from": self.cleaned_data["effective_from"].isoformat(),
            "changes": [*others, change],
        }

    def _field(self, word: Callable[[str], Any]) -> forms.Field:
        """A field for a value of the parameter; `word` says a code in words."""
        choices = [(code, word(code)) for code in sorted(self.parameter.choices)]
        match self.parameter.kind:
            case BylawKind.INTEGER | BylawKind.DAYS:
                number = forms.NumberInput(attrs={"inputmode": "numeric"})
                return forms.IntegerField(min_value=0, max_value=_COUNT_MAX, widget=number)
            case BylawKind.MONEY:
                return AmountField(currency=cooperative(self.setting.cooperative_id).currency)
            case BylawKind.FRACTION:
                return _PartField()
            case BylawKind.LIST:
                boxes = forms.CheckboxSelectMultiple
                return forms.MultipleChoiceField(choices=choices, widget=boxes, required=False)
            case BylawKind.BOOLEAN:
                choices = [("yes", _("yes")), ("no", _("no"))]
            case BylawKind.TEXT if not choices:
                text = forms.Textarea(attrs={"rows": 3})
                return forms.CharField(max_length=_TEXT_LENGTH_MAX, widget=text)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)

    def _plain(self) -> Any:
        value = self.cleaned_data["value"]
        match self.parameter.kind:
            case BylawKind.BOOLEAN:
                return value == "yes"
            case BylawKind.MONEY:
                return encode(value)
            case _:
                return value


def _shown(value: Any) -> Any:
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case tuple():
            return list(value)
        case _:
            return value


class _PartField(forms.RegexField):
    def __init__(self) -> None:
        super().__init__(
            r"^(0|[1-9][0-9]{0,8})/([1-9][0-9]{0,8})$",
            help_text=_("A part, as 2/3."),
            error_messages={"invalid": _("Write a part as two whole numbers: 2/3.")},
        )


class SeatHolderForm(EffectForm):
    """Who is to hold the seat that was chosen; other seats that were said before stay."""

    member_number = number_field(_("Member number of who is to hold it"))
    until_on = day_field(
        _("Until when, where it is not the whole term?"), _("The first day after it."), required=False
    )

    def facts(self) -> dict[str, Any]:
        """The holders with this one among them, in place of an earlier one of the same seat."""
        holder = {"seat_id": self.key, "person_id": str(person_elected(self.cleaned_data["member_number"]))}
        if self.cleaned_data["until_on"]:
            holder["until_on"] = self.cleaned_data["until_on"].isoformat()
        others = [each for each in self.known.get("holders", []) if each["seat_id"] != self.key]
        return {"holders": [*others, holder]}


class SuspensionEffectForm(EffectForm):
    """Whose rights are suspended, which, until when, and on which ground."""

    member_number = number_field(_("Member number"))
    rights = forms.MultipleChoiceField(
        label=_("Which rights are suspended?"), widget=forms.CheckboxSelectMultiple
    )
    until_on = day_field(_("Until when?"), _("On that day the rights come back by themselves."))
    ground = forms.ChoiceField(label=_("On which ground of the by-laws?"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        said = bylaws(self.setting.on)
        allowed = said["suspension_removes"].words if "suspension_removes" in said else ()
        grounds = said["expulsion_grounds"].words if "expulsion_grounds" in said else ()
        rights = [(each.value, each.label) for each in Right if each.value in allowed]
        self.fields["rights"].choices = rights  # type: ignore[attr-defined]  # a field of choices
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (each, membership.GROUND_WORDS.get(each, each)) for each in grounds
        ]

    def facts(self) -> dict[str, Any]:
        """As they were said."""
        return {
            "number": self.cleaned_data["member_number"],
            "rights": self.cleaned_data["rights"],
            "until_on": self.cleaned_data["until_on"].isoformat(),
            "ground": self.cleaned_data["ground"],
        }


class LiftingForm(EffectForm):
    """Whose suspended rights come back."""

    member_number = number_field(_("Member number"))

    def clean_member_number(self) -> int:
        """Raises ValidationError where nothing of the member is suspended, and a refusal for a number of nobody."""
        number: int = self.cleaned_data["member_number"]
        found = membership.suspensions_of(member_id=membership.member(number=number).member_id)
        self.held = [each for each in found if each.ends_on > self.setting.on]
        if not self.held:
            raise forms.ValidationError(_("No rights of this member are suspended."), code="not_suspended")
        return number

    def facts(self) -> dict[str, Any]:
        """The suspension of today."""
        return {"suspension_id": str(self.held[0].id)}


class AuditorForm(EffectForm):
    """Who is to be auditor, and until when."""

    person = forms.ChoiceField(label=_("Who is to be auditor?"), widget=forms.RadioSelect)
    until_on = day_field(_("Until when?"), _("The first day after the term."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["person"].choices = _auditors_known()  # type: ignore[attr-defined]  # a field of choices

    def facts(self) -> dict[str, Any]:
        """As they were said."""
        return {
            "person_id": self.cleaned_data["person"],
            "until_on": self.cleaned_data["until_on"].isoformat(),
        }


def _auditors_known() -> list[tuple[str, str]]:
    """Whoever is or was auditor here, by name."""
    persons = [each.person_id for each in office_history() if each.office is OfficeKind.AUDITOR]
    names = membership.names_of(person_ids=persons)
    return sorted(((str(id_), name) for id_, name in names.items()), key=lambda each: each[1])
