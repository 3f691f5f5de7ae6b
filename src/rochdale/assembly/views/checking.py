"""The page that looks up a ballot on all published boards, and checks an archive, wherever it was made.

Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly.errors import ArchiveTooLarge, ArchiveTooSlow, CheckingBusy
from rochdale.assembly.forms import CheckForm
from rochdale.assembly.queries import (
    OnBoard,
    check_archive,
    published_ballots,
    published_heads,
    tracking_words,
)
from rochdale.assembly.queries.checking import ARCHIVE_BYTES_MAX
from rochdale.kernel.errors import Fault
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.tracking import Sought
from rochdale.voting.verifiable.translations import WordedQuestion, Wording
from rochdale.voting.verifiable.verifier import sentences
from rochdale.voting.verifiable.verifier.report import Answered, Figures, Report
from rochdale.web.errors import words_of
from rochdale.web.http import REFUSED_STATUS
from rochdale.web.uploads import takes_files_of
from rochdale.web.values import Fact

TOO_MANY = 429
# Whoever makes an archive decides how much there is to say of it; a page has its bounds.
FAULTS_SHOWN: Final = 40
ANSWERS_SHOWN: Final = 200
KIND_NAMES: Final[dict[str, Promise]] = {
    "notice": gettext_lazy("Notice of meeting"),
    "motions": gettext_lazy("Motions"),
    "roll": gettext_lazy("Roll"),
}
"""What a vote is bound to by hash, as it is read."""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault as it is read: where, what, and the code by which programs know it."""

    place: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a question: answers with their counts, or orders with how many gave each."""

    question: str
    counts: Sequence[tuple[str, int]]
    orders: Sequence[tuple[str, int]]
    more: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """An event of a published vote as it is read: of which vote, and of a ballot where it is."""

    href: str
    title: str
    cooperative: str
    closed_at: datetime
    height: int
    place: str


@takes_files_of(ARCHIVE_BYTES_MAX)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a number, a head or an archive, and explain what is seen. An address may carry the first two."""
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
    elif request.GET.get("number") or request.GET.get("head"):
        form = CheckForm(request.GET)
    else:
        return _page(request, CheckForm())
    has_archive = "archive" in request.FILES
    if has_archive and not ratelimit.consume(request, action="check_archive"):
        return _page(request, CheckForm(), status=TOO_MANY, too_many=True)
    if not form.is_valid():
        return _page(request, form, status=400)
    return _checked(request, form) if has_archive else _looked_up(request, form)


def _looked_up(request: HttpRequest, form: CheckForm) -> HttpResponse:
    sought, head = form.cleaned_data["number"], form.cleaned_data["head"]
    ballots = [] if sought is None else published_ballots(sought)
    heads = [] if head is None else published_heads(head)
    told = {
        "sought": sought,
        "words": _in_words(sought),
        "ballots": [_board_line(each) for each in ballots],
        "head": head,
        "heads": [_board_line(each) for each in heads],
    }
    return _page(request, form, looked_up=True, **told)


def _in_words(sought: Sought | None) -> str:
    return "" if sought is None else tracking_words(sought.number, get_language() or "")


def _board_line(found: OnBoard) -> BoardLine:
    return BoardLine(
        href=reverse("assembly-votes:election", args=[found.slug, found.listed.uuid]),
        title=found.listed.title(get_language() or ""),
        cooperative=found.cooperative,
        closed_at=found.listed.closed_at,
        height=found.height,
        place="" if found.place is None else found.place.value,
    )


def _checked(request: HttpRequest, form: CheckForm) -> HttpResponse:
    content, sought, head = form.content(), form.cleaned_data["number"], form.cleaned_data["head"]
    assert content is not None
    try:
        checked = check_archive(content, sought)
    except (ArchiveTooLarge, ArchiveTooSlow, CheckingBusy) as refusal:
        return _page(request, form, status=refusal.status or REFUSED_STATUS, refused=words_of(refusal))
    told = {
        "place": checked.place,
        "sought": sought,
        "words": _in_words(sought),
        "head": head,
        "head_height": _height_of(checked.report, head),
        "last_height": len(checked.report.heads) - 1,
    }
    return _page(request, form, **told_of(checked.report), **told)


def _height_of(report: Report, head: str | None) -> int | None:
    """After which event of an archive a head was that somebody noted; None where it was none of its own."""
    return report.heads.index(head) if head is not None and head in report.heads else None


def _page(request: HttpRequest, form: CheckForm, *, status: int = 200, **told: Any) -> HttpResponse:
    return render(request, "assembly/check.html", {"form": form, **told}, status=status)


def told_of(report: Report) -> dict[str, Any]:
    """What a verification found, for the pages that show it."""
    wording = None if report.figures is None else _wording(report.figures)
    return {
        "report": report,
        "name": wording.name if wording else report.figures.name if report.figures else "",
        "facts": [] if report.figures is None else _facts(report.figures),
        "outcomes": [] if report.figures is None else _outcomes(report.figures, wording),
        "faults": [_fault_line(fault) for fault in report.faults[:FAULTS_SHOWN]],
        "more_faults": max(len(report.faults) - FAULTS_SHOWN, 0),
        "remarks": [_(sentences.REMARKS[remark]) for remark in report.remarks],
        "unchecked": [_(sentences.STAGES[stage]) for stage in report.unchecked],
        "limits": [_(sentences.LIMITS[limit]) for limit in report.limits],
        "hashes": _hashes(report),
    }


def _facts(figures: Figures) -> list[Fact]:
    counted = _("none yet") if figures.counted is None else figures.counted
    return [
        Fact(_("Entitled to vote"), figures.entitled),
        Fact(_("Ballots received"), figures.received),
        Fact(_("Voters who voted"), figures.voted),
        Fact(_("Ballots counted"), counted),
    ]


def _hashes(report: Report) -> list[tuple[str, str]]:
    figures = report.figures
    if figures is None:
        return []
    shown = [
        (_("Head: the hash of the last event"), figures.head),
        (_("Fingerprint of the vote"), figures.fingerprint),
        (_("Name of the vote in its archive"), figures.uuid),
    ]
    if figures.binding is not None:
        shown += [(str(name), getattr(figures.binding, kind)) for kind, name in KIND_NAMES.items()]
    return shown


def _wording(figures: Figures) -> Wording | None:
    """The words of the vote in the reader's language, if they are others than its own."""
    language = get_language() or ""
    return next((wording for wording in figures.wordings if wording.language == language), None)


def _outcomes(figures: Figures, wording: Wording | None) -> list[Outcome]:
    if wording is None:
        return [_outcome(each) for each in figures.answered]
    return [
        _outcome(_reworded(each, said))
        for each, said in zip(figures.answered, wording.questions[: len(figures.answered)], strict=True)
    ]


def _reworded(answered: Answered, said: WordedQuestion) -> Answered:
    votes = [count for _answer, count in answered.answers]
    answers = zip(said.answers, votes, strict=True) if votes else ()
    options = said.answers if answered.options else ()
    return replace(answered, question=said.question, answers=tuple(answers), options=options)


def _outcome(answered: Answered) -> Outcome:
    counts = list(answered.answers)
    if answered.blanks is not None:
        counts.append((_("Blank: none of these"), answered.blanks))
    orders = answered.orders() if answered.options else []
    more = max(len(counts) + len(orders) - ANSWERS_SHOWN, 0)
    return Outcome(answered.question, counts[:ANSWERS_SHOWN], orders[:ANSWERS_SHOWN], more)


def _fault_line(fault: Fault) -> FaultLine:
    place = "" if fault.line is None else _("Event %(height)s") % {"height": fault.line}
    facts = ", ".join(f"{name} {value}" for name, value in fault.facts.items())
    code = f"{fault.code}: {facts}" if facts else fault.code
    return FaultLine(place, _(sentences.REASONS[Reason(fault.code)]), code[:300])
