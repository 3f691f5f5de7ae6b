"""What people fill in about the roll of a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.voting.rolls import Reason

_WORDS_LENGTH_MAX = 2000
_MEMBERS_MAX = 100_000_000
Choices = Sequence[tuple[str, Any]]


def _words(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=_WORDS_LENGTH_MAX, widget=widget)


class ChallengeForm(forms.Form):
    """Why a member thinks that the roll is wrong about them."""

    words = _words(
        _("Why do you think that the roll is wrong?"),
        _("The secretary reads it, looks at the register and answers you here."),
    )


class ChallengeOtherForm(forms.Form):
    """That another member is on the roll, and why that is wrong."""

    member_number = forms.IntegerField(
        label=_("Number of the other member"),
        min_value=1,
        max_value=10**9,
        widget=forms.NumberInput(attrs={"class": "number", "autocomplete": "off"}),
    )
    words = _words(
        _("Why should this member not vote in this meeting?"),
        _("The secretary reads it with your name. The other member is not told who you are."),
    )


class CorrectionForm(forms.Form):
    """What the roll is to say of a member, and why."""

    may_vote = forms.ChoiceField(
        label=_("What is the roll to say?"),
        choices=[("yes", _("This member may vote")), ("no", _("This member may not vote"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label=_("Why not?"),
        help_text=_("Every reason that applies. Leave it empty for a member who may vote."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = _words(
        _("What shows it?"), _("A document, a decision, an error in the register: the member reads it.")
    )

    def __init__(self, *arguments: Any, reasons: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reasons"].choices = reasons  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """Reasons, exactly where there is no vote."""
        sent = super().clean() or {}
        told = sent.get("reasons") or []
        if sent.get("may_vote") == "no" and not told:
            self.add_error("reasons", _("Say why this member may not vote."))
        sent["reasons"] = [Reason(code) for code in told] if sent.get("may_vote") == "no" else []
        return sent


class AnswerForm(forms.Form):
    """Whether a challenge is right, and why."""

    is_upheld = forms.ChoiceField(
        label=_("Is the challenge right?"),
        choices=[("yes", _("Yes: the roll is corrected")), ("no", _("No: the roll stands"))],
        widget=forms.RadioSelect,
    )
    words = _words(_("Your answer"), _("The member reads it, word for word."))


class DelegatesForm(forms.Form):
    """How many members each cooperative of a federation has: its votes follow from it (rule I-6)."""

    def __init__(self, *arguments: Any, cooperatives: Mapping[int, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for number, name in cooperatives.items():
            self.fields[f"members-{number}"] = forms.IntegerField(
                label=_("Members of %(name)s") % {"name": name},
                min_value=0,
                max_value=_MEMBERS_MAX,
                widget=forms.NumberInput(attrs={"class": "number", "autocomplete": "off"}),
            )

    def counted(self) -> dict[int, int]:
        """By member number, how many members each cooperative has."""
        return {int(name.removeprefix("members-")): value for name, value in self.cleaned_data.items()}


class RollListForm(forms.Form):
    """Taking out the list of who may vote: in which form, and what for (rules Q-39, V-8)."""

    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("For instance: the desk of the meeting. The record keeps it, with your name."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    form = forms.ChoiceField(
        label=_("In which form?"),
        choices=[("pdf", _("Paper (PDF)")), ("csv", _("Table (CSV)"))],
        widget=forms.RadioSelect,
        initial="pdf",
    )
