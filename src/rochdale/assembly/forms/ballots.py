"""What is filled in to run a verifiable ballot: what it asks, who keeps its keys, and what was on its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.assembly.errors import BallotPartTooLarge
from rochdale.assembly.forms.floor import CastingForm
from rochdale.assembly.forms.meetings import language_name
from rochdale.assembly.queries import CastingVote
from rochdale.assembly.queries.ballot_count import PaperFound
from rochdale.assembly.queries.balloting import ONE_MARK, ORDERS, SEVERAL_MARKS, Asked, AskedKind
from rochdale.voting.rules.titles import TITLES
from rochdale.web.uploads import PART_BYTES_MAX

QUESTIONS_ON_PAGE: Final = 6
_TITLE_LENGTH_MAX: Final = 200
_TEXT_LENGTH_MAX: Final = 10_000
_COUNT_MAX: Final = 100_000
_MEGABYTE: Final = 1024 * 1024
_FIELDS_OF_TRUSTEE: Final = (2, 3)
_ONE, _SEVERAL, _ORDER = "one", "several", "order"


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"])


def _lines(label: Any, help_text: Any, *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=_TEXT_LENGTH_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrusteeLine:
    """A trustee as written on a line: by name and address, or by member number."""

    name: str = ""
    email: str = ""
    language: str = ""
    member_number: int | None = None


class BallotForm(forms.Form):
    """What a ballot is called, its window, and who keeps its keys."""

    opens_at = _moment(gettext_lazy("Open from"))
    closes_at = _moment(gettext_lazy("Open until"))
    needed = _lines(
        gettext_lazy("Trustees who are all needed"),
        gettext_lazy(
            "A line for each: a name and an e-mail address, with a comma between; or the number of a member."
        ),
    )
    sharing = _lines(
        gettext_lazy("Trustees of whom some suffice"),
        gettext_lazy("In the same way. They make one key together, so that one may fall ill."),
    )
    threshold = forms.IntegerField(
        label=gettext_lazy("How many of these suffice"), min_value=1, max_value=50, required=False
    )

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = tuple(languages)
        worded: dict[str, forms.Field] = {}
        for language in languages:
            name = {"language": language_name(language)}
            worded[f"name_{language}"] = forms.CharField(
                label=_("Name of the ballot: %(language)s") % name,
                max_length=_TITLE_LENGTH_MAX,
                widget=forms.TextInput(attrs={"lang": language}),
            )
            worded[f"description_{language}"] = forms.CharField(
                label=_("What members should know: %(language)s") % name,
                max_length=_TEXT_LENGTH_MAX,
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )
        self.fields = {**worded, **self.fields}

    def said(self, kind: str) -> dict[str, str]:
        """`name` or `description` by language."""
        return {language: self.cleaned_data[f"{kind}_{language}"] for language in self.languages}

    def moment(self, name: str, time_zone: str) -> datetime:
        """A time, in that of the cooperative."""
        found: datetime = self.cleaned_data[name]
        return found.replace(tzinfo=ZoneInfo(time_zone))

    def clean_needed(self) -> list[TrusteeLine]:
        """The lines. Raises ValidationError."""
        return self._trustees("needed")

    def clean_sharing(self) -> list[TrusteeLine]:
        """The lines. Raises ValidationError."""
        return self._trustees("sharing")

    def _trustees(self, name: str) -> list[TrusteeLine]:
        lines = [line.strip() for line in self.cleaned_data[name].splitlines()]
        return [self._trustee(line) for line in lines if line]

    def _trustee(self, line: str) -> TrusteeLine:
        if line.isdecimal() and len(line) <= 9:  # noqa: PLR2004  # as long as a member number may be
            return TrusteeLine(member_number=int(line))
        parts = [part.strip() for part in line.split(",")]
        if len(parts) not in _FIELDS_OF_TRUSTEE or "@" not in parts[1]:
            raise forms.ValidationError(
                _("Not a name and an e-mail address, nor a member number: %(line)s")
                % {"line": line[:_TITLE_LENGTH_MAX]},
                code="trustee",
            )
        language = parts[2] if len(parts) == max(_FIELDS_OF_TRUSTEE) else self.languages[0]
        return TrusteeLine(parts[0], parts[1], language if language in self.languages else self.languages[0])


class QuestionForm(forms.Form):
    """One question of a ballot."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How it is answered"),
        choices=[
            (_ONE, gettext_lazy("choose one")),
            (_SEVERAL, gettext_lazy("choose several")),
            (_ORDER, gettext_lazy("put in order")),
        ],
        initial=_ONE,
    )
    most = forms.IntegerField(
        label=gettext_lazy("How many at most, where several are chosen"),
        min_value=1, max_value=250, required=False,
    )  # fmt: skip
    blank = forms.BooleanField(label=gettext_lazy("A blank vote may be cast"), required=False, initial=True)
    seats = forms.IntegerField(
        label=gettext_lazy("Seats to fill"), min_value=1, max_value=250, required=False
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Counted by"),
        help_text=gettext_lazy("Only where seats are filled, or an order is asked for."),
        choices=[("", gettext_lazy("nobody is elected: the answers are counted"))],
        required=False,
    )

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.languages = tuple(languages)
        rules = [(name, _(TITLES[name])) for name in (*ONE_MARK, *SEVERAL_MARKS, *ORDERS)]
        self.fields["rule"].choices += rules  # type: ignore[attr-defined]  # of choices
        worded: dict[str, forms.Field] = {}
        for language in languages:
            name = {"language": language_name(language)}
            worded[f"text_{language}"] = forms.CharField(
                label=_("Question: %(language)s") % name,
                max_length=_TITLE_LENGTH_MAX,
                widget=forms.TextInput(attrs={"lang": language}),
            )
            worded[f"answers_{language}"] = forms.CharField(
                label=_("Answers, one on each line: %(language)s") % name,
                max_length=_TEXT_LENGTH_MAX,
                widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
            )
        self.fields = {"kind": self.fields["kind"], **worded, **self.fields}

    @property
    def summary(self) -> str:
        """What the row asks, while it is folded."""
        return str(self[f"text_{self.languages[0]}"].value() or "")

    def asked(self) -> Asked:
        """The question."""
        given = self.cleaned_data
        listed = {
            language: [line.strip() for line in given[f"answers_{language}"].splitlines() if line.strip()]
            for language in self.languages
        }
        width = max(map(len, listed.values()))
        answers = tuple(
            {
                language: (answers[place] if place < len(answers) else "")
                for language, answers in listed.items()
            }
            for place in range(width)
        )
        is_order = given["kind"] == _ORDER
        return Asked(
            kind=AskedKind.RANKING if is_order else AskedKind.CHOICE,
            texts={language: given[f"text_{language}"] for language in self.languages},
            answers=answers,
            most=(given["most"] or width) if given["kind"] == _SEVERAL else 1,
            blank=bool(given["blank"]) and not is_order,
            rule=given["rule"],
            seats=given["seats"] or 0,
        )


def question_initial(asked: Asked) -> dict[str, Any]:
    """How a question that is proposed stands in its row."""
    kind = _ORDER if asked.kind is AskedKind.RANKING else _SEVERAL if asked.most > 1 else _ONE
    worded = {
        **{f"text_{language}": words for language, words in asked.texts.items()},
        **{
            f"answers_{language}": "\n".join(answer[language] for answer in asked.answers)
            for language in asked.texts
        },
    }
    more = {"most": asked.most if kind == _SEVERAL else None, "blank": asked.blank}
    return {"kind": kind, **worded, **more, "seats": asked.seats, "rule": asked.rule}


def question_forms(*, most: int) -> Callable[..., BaseFormSet[QuestionForm]]:
    """The rows of the questions; those that stay empty are left out."""
    return formset_factory(QuestionForm, extra=most, max_num=most, validate_max=True)


class LinkForm(forms.Form):
    """Where a trustee is written to anew."""

    email = forms.EmailField(
        label=gettext_lazy("Another e-mail address"),
        help_text=gettext_lazy("Leave it empty to write where the last letter went."),
        required=False,
    )


class _Pasted(forms.Textarea):
    """What was pasted does not come back with the page: it may be large, and nobody mends it by hand."""

    def format_value(self, value: Any) -> str:  # noqa: ARG002  # as Django calls it
        """Nothing."""
        return ""


class PartForm(forms.Form):
    """What a trustee's own page, or belenios-tool, made: as a file or as text."""

    file = forms.FileField(label=gettext_lazy("The file that you saved"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or its text"), required=False, widget=_Pasted(attrs={"rows": 3})
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        most = {"megabytes_max": PART_BYTES_MAX // _MEGABYTE}
        self.fields["file"].help_text = _("%(megabytes_max)s MB at most.") % most

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where there is neither, or more than is taken."""
        given = super().clean() or {}
        if not given.get("file") and not given.get("text"):
            raise forms.ValidationError(_("Choose the file, or paste its text."), code="missing")
        # A file that is too large arrives cut off: its size says so, and what came of it is no part.
        if (given["file"].size if given.get("file") else len(given["text"].encode())) > PART_BYTES_MAX:
            refusal = BallotPartTooLarge(megabytes_max=PART_BYTES_MAX // _MEGABYTE)
            raise forms.ValidationError(f"{refusal.message()} {refusal.next_step()}", code=refusal.code)
        return given

    def content(self) -> bytes:
        """What was sent."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["text"].encode()
        return content


class BallotPaperForm(forms.Form):
    """Who is given a paper instead of voting on a device."""

    member_number = forms.IntegerField(label=gettext_lazy("Member number"), min_value=1, max_value=10**9)
    is_assisted = forms.BooleanField(label=gettext_lazy("Somebody helps to fill it in"), required=False)


class CountBallotForm(CastingForm):
    """What the count may need: a seed for lots, and the chair's vote on a tie."""

    seed = forms.CharField(
        label=gettext_lazy("Seed of the lots, if equals must be parted"),
        help_text=gettext_lazy(
            "Numbers drawn before witnesses. Leave it empty unless the count asks for it."
        ),
        max_length=_TITLE_LENGTH_MAX,
        required=False,
    )
    casting_vote = forms.ChoiceField(
        label=gettext_lazy("The chair’s vote, only if it is a tie"),
        choices=[("", "—"), *CastingVote.choices],
        required=False,
    )


class PaperCountForm(forms.Form):
    """What one teller found on the papers, question by question."""

    def __init__(self, *arguments: Any, questions: Sequence[Asked], language: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.questions = tuple(questions)
        for place, asked in enumerate(self.questions):
            worded = asked.worded(language if language in asked.texts else min(asked.texts))
            if asked.kind is AskedKind.RANKING:
                numbered = ", ".join(f"{number} {name}" for number, name in enumerate(worded.answers, 1))
                self.fields[f"orders_{place}"] = _lines(
                    worded.question,
                    _("A line for each paper: the numbers in the order that it gives. %(numbered)s")
                    % {"numbered": numbered},
                    rows=8,
                )
            for answer, words in enumerate(worded.answers if asked.kind is not AskedKind.RANKING else ()):
                self.fields[f"count_{place}_{answer}"] = _count(f"{worded.question} {words}")
            self.fields[f"blank_{place}"] = _count(_("Blank papers"))
            self.fields[f"spoilt_{place}"] = _count(_("Spoilt papers"))

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where a line is no order."""
        given = super().clean() or {}
        for place, asked in enumerate(self.questions):
            for line in given.get(f"orders_{place}", "").splitlines():
                if line.strip() and _ranks(line, len(asked.answers)) is None:
                    self.add_error(
                        f"orders_{place}",
                        forms.ValidationError(
                            _("This line is no order: %(line)s"), code="order", params={"line": line}
                        ),
                    )
        return given

    def found(self) -> list[PaperFound]:
        """What was found."""
        return [self._found(place, asked) for place, asked in enumerate(self.questions)]

    def _found(self, place: int, asked: Asked) -> PaperFound:
        given, width = self.cleaned_data, len(asked.answers)
        lines = [line for line in given.get(f"orders_{place}", "").splitlines() if line.strip()]
        orders = [ranks for line in lines if (ranks := _ranks(line, width)) is not None]
        is_order = asked.kind is AskedKind.RANKING
        counts = () if is_order else tuple(given[f"count_{place}_{answer}"] for answer in range(width))
        return PaperFound(counts, tuple(orders), given[f"blank_{place}"], given[f"spoilt_{place}"])


def _count(label: str) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=_COUNT_MAX, initial=0, widget=widget)


def _ranks(line: str, width: int) -> tuple[int, ...] | None:
    """The rank of each answer from a line of their numbers in order; None where it is none."""
    numbers = line.split()
    if not all(number.isdecimal() and 1 <= int(number[:4]) <= width for number in numbers):
        return None
    order = [int(number) for number in numbers]
    if len(set(order)) != len(order):
        return None
    return tuple(order.index(answer) + 1 if answer in order else 0 for answer in range(1, width + 1))
