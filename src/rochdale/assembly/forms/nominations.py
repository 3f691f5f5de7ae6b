"""What is filled in about nominations, and in an election."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.assembly.forms.decisions import Choices, day_field
from rochdale.assembly.forms.floor import PutForm
from rochdale.assembly.forms.meetings import language_name
from rochdale.assembly.queries.contests import PaperSeen
from rochdale.assembly.queries.roll_calls import Called
from rochdale.voting.ballots import BallotKind
from rochdale.voting.elections import Sheet

STATEMENT_LENGTH_MAX: Final = 3000
_WORDS_LENGTH_MAX: Final = 2000
_NUMBER_MAX: Final = 10**9
_COUNT_MAX: Final = 1_000_000
_SHEET_LENGTH_MAX: Final = 100_000
_BLANK: Final = "blank"


class CallForm(forms.Form):
    """Which seats are put to an election, and until when one is nominated."""

    seats = forms.MultipleChoiceField(
        label=gettext_lazy("Seats to be filled"), widget=forms.CheckboxSelectMultiple
    )
    closes_on = day_field(gettext_lazy("Last day for nominations"), "")

    def __init__(self, *arguments: Any, seats: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["seats"].choices = seats  # type: ignore[attr-defined]  # of choices


class NominateForm(forms.Form):
    """Whom a member proposes."""

    member_number = forms.IntegerField(
        label=gettext_lazy("Member number of the candidate"),
        help_text=gettext_lazy(
            "Leave your own number to stand yourself. Who is proposed by another accepts first."
        ),
        min_value=1,
        max_value=_NUMBER_MAX,
    )
    electoral_group = forms.ChoiceField(label=gettext_lazy("Electoral group"))

    def __init__(
        self, *arguments: Any, groups: Sequence[str], by_officer: bool = False, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        if by_officer:
            self.fields["member_number"].help_text = ""
            self.fields["proposer"] = forms.IntegerField(
                label=_("Member number of who proposes"), min_value=1, max_value=_NUMBER_MAX
            )
        if len(groups) > 1 or any(groups):
            choices = [(group, group or _("all members")) for group in groups]
            self.fields["electoral_group"].choices = choices  # type: ignore[attr-defined]  # of choices
        else:
            del self.fields["electoral_group"]

    @property
    def group(self) -> str:
        """The group for which somebody stands."""
        return str(self.cleaned_data.get("electoral_group", ""))


class StatementForm(forms.Form):
    """What a candidate says in each language that he or she writes, the interests, and a photograph."""

    interests = forms.CharField(
        label=gettext_lazy("Interests that I declare"),
        help_text=gettext_lazy(
            "Work, holdings, family ties or offices that could stand against the interest of the cooperative. "
            "Members read it."
        ),
        max_length=STATEMENT_LENGTH_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_declared = forms.BooleanField(
        label=gettext_lazy("This is everything that I have to declare, or I have nothing to declare"),
        required=False,
    )
    photo = forms.FileField(
        label=gettext_lazy("Photograph"),
        help_text=gettext_lazy(
            "JPEG or PNG, 3 MB at most. Where and when it was taken is removed before it is kept."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        said = {
            f"statement_{language}": forms.CharField(
                label=_("My statement: %(language)s") % {"language": language_name(language)},
                max_length=STATEMENT_LENGTH_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
            )
            for language in languages
        }
        self.fields = {**said, **self.fields}
        self.languages = tuple(languages)

    def statements(self) -> dict[str, str]:
        """What is said, by language."""
        return {language: self.cleaned_data[f"statement_{language}"] for language in self.languages}


class CheckForm(forms.Form):
    """What the secretary decides on a nomination."""

    is_not_of_group = forms.BooleanField(
        label=gettext_lazy("The candidate does not belong to the electoral group"), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy(
            "For the candidate: beside the reasons of the by-laws; after a refusal, what the appeal decided."
        ),
        max_length=_WORDS_LENGTH_MAX,
        required=False,
    )


class TrainingForm(forms.Form):
    """A training that a candidate has done."""

    words = forms.CharField(label=gettext_lazy("Which training"), max_length=200)
    completed_on = day_field(gettext_lazy("Done on"), "")


class SeedForm(forms.Form):
    """The numbers from which a lot is drawn."""

    seed = forms.CharField(
        label=gettext_lazy("Seed of the lot"),
        help_text=gettext_lazy(
            "Numbers thrown or drawn in front of everybody. It is published with the lot."
        ),
        max_length=200,
        required=False,
    )


class PutElectionForm(PutForm):
    """Until when an election is open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["method"]


class ElectionBallotForm(forms.Form):
    """A ballot: one candidate, several, or an order; or none, said so."""

    def __init__(self, *arguments: Any, paper: PaperSeen, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.paper = paper
        named = [(str(each.place), each.name) for each in paper.candidates]
        if paper.method.kind is BallotKind.RANKING:
            for place, name in named:
                self.fields[f"rank_{place}"] = _rank_field(name, len(named))
        elif paper.marks_max == 1:
            self.fields["chosen"] = _choice_field(_("My vote"), [*named, (_BLANK, _("A blank ballot"))])
            return
        else:
            label = _("Choose %(most)s at most") % {"most": paper.marks_max}
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=label, choices=named, widget=forms.CheckboxSelectMultiple, required=False
            )
        self.fields[_BLANK] = forms.BooleanField(label=_("I hand in a blank ballot"), required=False)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where nothing is chosen and nobody says so, or two have the same rank."""
        given = super().clean() or {}
        if self.errors:
            return given
        places = self._named(given)
        ranks = [rank for name, rank in given.items() if name.startswith("rank_") and rank]
        if len(set(ranks)) != len(ranks):
            raise forms.ValidationError(_("Two candidates have the same rank."), code="same_rank")
        if len(places) > self.paper.marks_max:
            raise forms.ValidationError(
                _("Choose %(most)s at most.") % {"most": self.paper.marks_max}, code="too_many"
            )
        is_blank = bool(given.get(_BLANK)) or given.get("chosen") == _BLANK
        if bool(places) == is_blank:
            raise forms.ValidationError(
                _("Choose candidates, or say that you hand in a blank ballot."), code="nothing_chosen"
            )
        return {**given, "places": places}

    @staticmethod
    def _named(given: dict[str, Any]) -> tuple[int, ...]:
        chosen = given.get("chosen")
        if isinstance(chosen, str):
            return () if chosen in {_BLANK, ""} else (int(chosen),)
        if chosen is not None:
            return tuple(int(place) for place in chosen)
        ranked = sorted(
            (rank, int(name.removeprefix("rank_")))
            for name, rank in given.items()
            if name.startswith("rank_") and rank
        )
        return tuple(place for _rank, place in ranked)


class AloudBallotForm(ElectionBallotForm):
    """The ballot that a delegate says aloud, and whose it is."""

    def __init__(self, *arguments: Any, paper: PaperSeen, waiting: Sequence[Called], **options: Any) -> None:
        super().__init__(*arguments, paper=paper, **options)
        called = [(str(each.number), called_text(each)) for each in waiting]
        self.fields["voter"] = forms.ChoiceField(
            label=_("Who says it?"), choices=[("", _("Choose")), *called]
        )
        self.order_fields(["voter"])


def called_text(each: Called) -> str:
    """Who is called, for whom, and with how many votes."""
    told = {"name": each.name, "member": each.votes_for, "votes": each.votes}
    if each.votes_for:
        return (
            ngettext(
                "%(name)s for %(member)s: %(votes)s vote",
                "%(name)s for %(member)s: %(votes)s votes",
                each.votes,
            )
            % told
        )
    return ngettext("%(name)s: %(votes)s vote", "%(name)s: %(votes)s votes", each.votes) % told


def _choice_field(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _rank_field(name: str, candidates: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Rank of %(name)s") % {"name": name},
        min_value=1,
        max_value=candidates,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class SheetForm(forms.Form):
    """What a teller counted of papers: of each candidate, or each ballot of a ranking in a line of its own."""

    def __init__(self, *arguments: Any, paper: PaperSeen, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.paper = paper
        if paper.method.kind is BallotKind.RANKING:
            listed = ", ".join(f"{each.place} = {each.name}" for each in paper.candidates)
            self.fields["ballots"] = forms.CharField(
                label=_("Each way of filling in the paper, in a line: how often, a colon, the places"),
                help_text=_(
                    "12: 3 1 means that 12 papers rank 3 first and 1 second. On the paper: %(listed)s."
                )
                % {"listed": listed},
                max_length=_SHEET_LENGTH_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 8}),
            )
        else:
            for each in paper.candidates:
                label = _("Marks for %(name)s") % {"name": each.name}
                self.fields[f"marks_{each.place}"] = _count_field(label, None)
            self.fields["valid"] = _count_field(_("Valid papers"), None)
        self.fields[_BLANK] = _count_field(_("Blank papers"), 0)
        self.fields["spoilt"] = _count_field(_("Spoilt papers"), 0)

    def clean_ballots(self) -> dict[str, int]:
        """The lines of a ranking. Raises ValidationError."""
        lines: dict[str, int] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["ballots"].splitlines())):
            times, _colon, places = line.partition(":")
            text = " ".join(places.split())
            if (
                not times.strip().isdecimal()
                or not all(place.isdecimal() for place in text.split())
                or not text
            ):
                raise forms.ValidationError(
                    _("“%(line)s” cannot be read.") % {"line": line[:60]}, code="line"
                )
            lines[text] = lines.get(text, 0) + int(times)
        return lines

    def sheet(self) -> Sheet:
        """What was counted."""
        told = self.cleaned_data
        if "ballots" in told:
            lines, valid = told["ballots"], sum(told["ballots"].values())
        else:
            lines = {str(each.place): told[f"marks_{each.place}"] for each in self.paper.candidates}
            valid = told["valid"]
        return Sheet(
            {text: times for text, times in lines.items() if times}, valid, told[_BLANK], told["spoilt"]
        )


def _count_field(label: str, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=_COUNT_MAX, initial=initial)
