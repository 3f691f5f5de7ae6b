"""What is asked of who prepares a meeting, brings its papers, or requires one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from rochdale.assembly.actions import Bounce
from rochdale.assembly.queries import BounceReason, ItemKind, Majority, MeetingMode
from rochdale.membership.queries import Channel

_TITLE_LENGTH_MAX: Final = 200
_TEXT_LENGTH_MAX: Final = 10_000
ROWS_MAX: Final = 60
MATTER_LINES: Final = 5


def language_name(language: str) -> str:
    """The name of a language in the reader's own: French, anglais."""
    return str(capfirst(get_language_info(language)["name_translated"]))


def _choices(kinds: Any) -> list[tuple[str, Any]]:
    return [(each.value, capfirst(str(each.label))) for each in kinds]


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def _title(label: str, language: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": language})
    return forms.CharField(label=label, max_length=_TITLE_LENGTH_MAX, widget=widget)


class PlanForm(forms.Form):
    """How a meeting is planned, beside its sittings and its agenda."""

    mode = forms.ChoiceField(label=gettext_lazy("How does one take part?"))
    record_date = _day(
        gettext_lazy("Record date"),
        gettext_lazy("Who is a member on this day is called. It is not after the day on which you call."),
    )

    federation_words = forms.CharField(
        label=gettext_lazy("If the federation calls it: by which letter?"),
        help_text=gettext_lazy("Leave it empty where the board calls."),
        max_length=_TITLE_LENGTH_MAX,
        required=False,
    )

    def __init__(
        self,
        *arguments: Any,
        languages: Sequence[str],
        modes: Sequence[str] | None,
        is_for_federation: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        if not is_for_federation:
            del self.fields["federation_words"]
        allowed = [each for each in MeetingMode if modes is None or each.value in modes]
        self.fields["mode"].choices = _choices(allowed or MeetingMode)  # type: ignore[attr-defined]  # of choices
        titles = {f"title_{language}": _title(self._titled(language), language) for language in languages}
        self.fields = {**titles, **self.fields}
        self.languages = tuple(languages)

    @staticmethod
    def _titled(language: str) -> str:
        return _("Title: %(language)s") % {"language": language_name(language)}

    def titles(self) -> dict[str, str]:
        """The title by language."""
        return {language: self.cleaned_data[f"title_{language}"] for language in self.languages}


class SittingForm(forms.Form):
    """When a meeting sits, and where or at which address online."""

    day = _day(gettext_lazy("Day"))
    time = forms.TimeField(
        label=gettext_lazy("Hour"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    venue = forms.CharField(
        label=gettext_lazy("Hall and address"), max_length=_TITLE_LENGTH_MAX, required=False
    )
    online_url = forms.URLField(label=gettext_lazy("Address online"), required=False, assume_scheme="https")

    @property
    def summary(self) -> str:
        """Where it is, beside its number."""
        return str(self["venue"].value() or self["online_url"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where it is nowhere."""
        given = super().clean() or {}
        if not self.errors and not given.get("venue") and not given.get("online_url"):
            raise forms.ValidationError(_("Say where, or at which address online."), code="nowhere")
        return given


class ItemForm(forms.Form):
    """One item of the agenda. `was` is its place in the plan before, whose effect it keeps."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), initial=ItemKind.OTHER.value)
    majority = forms.ChoiceField(label=gettext_lazy("What does it need?"), initial=Majority.NONE.value)
    minutes_planned = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=999, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    was = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["kind"].choices = _choices(ItemKind)  # type: ignore[attr-defined]  # of choices
        self.fields["majority"].choices = _choices(Majority)  # type: ignore[attr-defined]  # of choices
        self.languages = tuple(languages)
        worded: dict[str, forms.Field] = {}
        for language in languages:
            name = {"language": language_name(language)}
            worded[f"title_{language}"] = _title(_("Title: %(language)s") % name, language)
            worded[f"text_{language}"] = forms.CharField(
                label=_("Wording put to the vote: %(language)s") % name,
                max_length=_TEXT_LENGTH_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
            )
        self.fields = {"kind": self.fields["kind"], **worded, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where a wording is there in one language and lacks in another."""
        given = super().clean() or {}
        texts = [bool(given.get(f"text_{language}")) for language in self.languages]
        if any(texts) and not all(texts):
            raise forms.ValidationError(
                _("The wording is missing in one of the languages."), code="text_missing"
            )
        return given

    @property
    def summary(self) -> str:
        """What the row is about, while it is folded: its title in the reader's language, or in any."""
        own = get_language() or ""
        names = sorted(self.languages, key=lambda language: language != own)
        told = [str(self[f"title_{language}"].value() or "") for language in names]
        return next((title for title in told if title), "")

    def titles(self) -> dict[str, str]:
        """The title by language."""
        return {language: self.cleaned_data[f"title_{language}"] for language in self.languages}

    def texts(self) -> dict[str, str]:
        """The wording by language; nothing where there is none."""
        told = {language: self.cleaned_data[f"text_{language}"] for language in self.languages}
        return told if all(told.values()) else {}


class _Rows(BaseFormSet):  # type: ignore[type-arg]  # generic to the stubs alone
    """Rows that may be put in another order or left out."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "ORDER" in form.fields:
            form.fields["ORDER"].label = _("Place in the agenda")
        form.fields["DELETE"].label = _("Leave this out")


def sitting_forms(*, extra: int) -> Callable[..., Any]:
    """The rows of the sittings, with so many empty ones."""
    return formset_factory(
        SittingForm, formset=_Rows, extra=extra, can_delete=True, max_num=ROWS_MAX, validate_max=True
    )


def item_forms(*, extra: int) -> Callable[..., Any]:
    """The rows of the agenda, with so many empty ones."""
    return formset_factory(
        ItemForm, formset=_Rows, extra=extra, can_delete=True, can_order=True, max_num=ROWS_MAX,
        validate_max=True,
    )  # fmt: skip


class WordsForm(forms.Form):
    """Why a meeting is adjourned or given up."""

    words = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Members read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandoverForm(forms.Form):
    """The day of the list on which notices were given by hand."""

    list_on = _day(gettext_lazy("The list is of which day?"))


class BounceForm(forms.Form):
    """Which letter of a notice came back, when and why."""

    member_number = forms.IntegerField(label=gettext_lazy("Member number"), min_value=1, max_value=10**9)
    channel = forms.ChoiceField(label=gettext_lazy("How it had gone out"), choices=Channel.choices)
    came_on = _day(gettext_lazy("On which day did it come back?"))
    reason = forms.ChoiceField(label=gettext_lazy("Why it came back"), choices=BounceReason.choices)

    def bounce(self) -> Bounce:
        """What was filled in."""
        given = self.cleaned_data
        return Bounce(
            given["member_number"], Channel(given["channel"]), given["came_on"], BounceReason(given["reason"])
        )


class MeetingPaperForm(forms.Form):
    """A paper of a meeting: in each language a title and a file, in one at least."""

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = tuple(languages)
        for language in languages:
            name = {"language": language_name(language)}
            title = _title(_("Title: %(language)s") % name, language)
            title.required = False
            self.fields[f"title_{language}"] = title
            self.fields[f"file_{language}"] = forms.FileField(
                label=_("File: %(language)s") % name,
                help_text=_("A PDF, or a photo (JPEG or PNG); all files together 5 MB at most."),
                required=False,
                widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
            )


class SignersCallForm(SittingForm):
    """Where and when those who required a meeting call it."""


class RequisitionForm(forms.Form):
    """What members want a meeting for."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Other members read this before they sign."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        rows = {}
        for place in range(1, MATTER_LINES + 1):
            rows[f"matter_{place}"] = forms.CharField(
                label=_("Matter %(place)s") % {"place": place},
                help_text=_("As it shall stand in the agenda.") if place == 1 else "",
                max_length=_TITLE_LENGTH_MAX,
                required=place == 1,
            )
        self.fields = {**rows, **self.fields}

    def matters(self) -> list[str]:
        """The matters that were written, in their order."""
        told = [self.cleaned_data[f"matter_{place}"] for place in range(1, MATTER_LINES + 1)]
        return [matter for matter in told if matter]
