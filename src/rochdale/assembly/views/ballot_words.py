"""How ballots are told: where they stand, what their trustees do, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rochdale.assembly.errors import BallotNotFound
from rochdale.assembly.forms.meetings import language_name
from rochdale.assembly.queries import BallotPartKind, BallotStepKind, MeetingSeen, ballots
from rochdale.assembly.queries.ballot_results import BallotAnswered, BallotResult
from rochdale.assembly.queries.ballot_works import work_refused
from rochdale.assembly.queries.balloting import AskedKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.floor import floor_state
from rochdale.assembly.queries.live import live_href
from rochdale.assembly.queries.trustee_links import TrusteeLetter
from rochdale.cooperatives.views import Visit
from rochdale.voting.boards import sentences_of
from rochdale.voting.outcomes import Outcome
from rochdale.voting.rules.titles import TITLES
from rochdale.voting.transcripts import lines_of
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.verifier import sentences
from rochdale.voting.words import Words
from rochdale.web.errors import words_of
from rochdale.web.formatting import locale_of, moment_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Refused, Step

_P = BallotPartKind
AWAITED: Final[Mapping[BallotPartKind, Callable[[], str]]] = {
    _P.KEY: lambda: _("the public part of a key"),
    _P.CERTIFICATE: lambda: _("a certificate (first round)"),
    _P.DEALING: lambda: _("a dealing (second round)"),
    _P.SHARE: lambda: _("a share of the key (third round)"),
    _P.SHUFFLE: lambda: _("a shuffle"),
    _P.DECRYPTION: lambda: _("a part of the opening"),
}


def ballot_asked(seen: MeetingSeen, number: int) -> BallotSeen:
    """A ballot of a meeting. Raises Http404."""
    return ballot_or_404(lambda: ballots.ballot_of(meeting_id=seen.id, number=number))


def public_ballot(uuid: str) -> BallotSeen:
    """A ballot whose board is for everybody, by its name. Raises Http404."""
    found = ballot_or_404(lambda: ballots.ballot_named(uuid=uuid))
    if not found.is_public:
        raise Http404
    return found


def ballot_or_404(ask: Callable[[], BallotSeen]) -> BallotSeen:
    """The ballot that a question finds. Raises Http404."""
    try:
        return ask()
    except BallotNotFound as missing:
        raise Http404 from missing


def language_now() -> str:
    """The language of who reads."""
    return get_language() or ""


def when(moment: datetime) -> str:
    """A moment in the reader's language, in the time of the cooperative."""
    return moment_text(timezone.localtime(moment), reader_locale())


def ballot_facts(seen: BallotSeen) -> list[Fact]:
    """Its window, and how many voted."""
    on_devices, on_paper = ballots.participants_of(ballot_id=seen.id)
    facts = [
        Fact(_("Open from"), seen.opens_at),
        Fact(_("Open until"), seen.closes_at),
        Fact(_("Entitled"), seen.entitled),
        Fact(_("Have voted"), on_devices),
    ]
    return [*facts, Fact(_("Papers given"), on_paper)] if on_paper else facts


def ballot_line(seen: BallotSeen, href: str) -> Fact:
    """A ballot in a list."""
    return Fact(seen.name(language_now()), seen.closes_at, href, capfirst(str(seen.stands.label)))


def steps_of(seen: BallotSeen) -> list[Step]:
    """What happened to a ballot, with its moments."""
    last = len(seen.steps) - 1
    return [
        Step(
            capfirst(str(step.kind.label)),
            "done" if place < last or step.kind is BallotStepKind.COUNTED else "now",
            " · ".join(part for part in (when(step.at), step.words) if part),
        )
        for place, step in enumerate(seen.steps)
    ]


def live_of(visit: Visit, seen: BallotSeen) -> dict[str, str]:
    """Where a page that waits for work of a ballot asks whether it is done, and the state that it shows."""
    href = live_href(cooperative_id=visit.cooperative.id, meeting_id=seen.meeting_id)
    return {"href": href, "state": floor_state(meeting_id=seen.meeting_id)}


def refused_words(seen: BallotSeen, trustee_id: UUID | None = None) -> Refused | None:
    """Why nothing came of what a trustee sent last, or without a trustee of the last count."""
    refusal = work_refused(ballot_id=seen.id, trustee_id=trustee_id)
    return words_of(refusal) if refusal else None


def letter_words(letter: TrusteeLetter | None) -> str:
    """What became of the last letter to a trustee."""
    if letter is None:
        return ""
    told = {
        "sent": _("Written to last on %(when)s: the letter is sent."),
        "waiting": _("Written to last on %(when)s: the letter is on its way, or to be printed."),
        "failed": _("Written to last on %(when)s: the letter could not be sent."),
    }
    return told[letter.state] % {"when": when(letter.written_at)}


def fault_words(code: str) -> str:
    """Why what a trustee gave was not accepted."""
    return _(sentences.REASONS[Reason(code)]).removesuffix(".")


def rule_words(answered: BallotAnswered) -> str:
    """By which rule seats were filled."""
    return _(TITLES[answered.asked.rule]) if answered.asked.rule else ""


def outcome_words(result: BallotResult, seen: BallotSeen) -> list[dict[str, Any]]:
    """Each question with its counts, who is elected, and the transcript of the count."""
    pairs = zip(result.answered, result.outcomes(), strict=True)
    return [_answered(answered, outcome, seen, result.seed) for answered, outcome in pairs]


def _answered(
    answered: BallotAnswered, outcome: Outcome | None, seen: BallotSeen, seed: str
) -> dict[str, Any]:
    asked = answered.asked
    language = language_now() if language_now() in asked.texts else seen.language
    worded = asked.worded(language)
    counts = list(zip(worded.answers, answered.counts, strict=False))
    return {
        "question": worded.question,
        "counts": [Fact(name, count) for name, count in counts]
        + ([Fact(_("Blank"), answered.blank)] if answered.blank else [])
        + ([Fact(_("Spoilt"), answered.spoilt)] if answered.spoilt else []),
        "orders": _orders(answered),
        "elected": [worded.answers[place] for place in answered.elected],
        "withdrawn": [worded.answers[place] for place in answered.withdrawn],
        "rule": rule_words(answered),
        "lots": _lots_words(outcome, worded.answers, seen.language, seed),
        "transcript": "\n".join(_transcript(outcome, worded.answers, seed)),
    }


def _orders(answered: BallotAnswered) -> str:
    if answered.asked.kind is not AskedKind.RANKING:
        return ""
    count = len(answered.rankings)
    return ngettext("%(count)s order was opened.", "%(count)s orders were opened.", count) % {"count": count}


def _lots_words(outcome: Outcome | None, names: Sequence[str], language: str, seed: str) -> list[str]:
    """From what lots were drawn, if any were, and in which language their names stand, if it is not the reader's."""
    if outcome is None or not outcome.lots:
        return []
    told = [_("Lots were drawn from the seed “%(seed)s”.") % {"seed": seed}]
    if tuple(names) != outcome.candidates:
        own = {"language": language_name(language)}
        told.append(
            _("A lot goes by the names as they stand in the language of the ballot: %(language)s.") % own
        )
    return told


def _transcript(outcome: Outcome | None, names: tuple[str, ...], seed: str) -> list[str]:
    """The count in the reader's names. It was made with the ballot's own, by which lots go: other names might elect
    another."""
    if outcome is None:
        return []
    words = Words(sentences_of(outcome.rule), _, _figure, ngettext)
    return list(lines_of(replace(outcome, candidates=names), words, seed))


def _figure(number: int | Fraction, decimals: int | None) -> str:
    exact = Fraction(number)
    if decimals is None and exact.denominator != 1:
        return f"{exact.numerator}/{exact.denominator}"
    places = decimals or 0
    shown = Decimal(round(exact * 10**places)).scaleb(-places)
    return number_text(shown, locale_of(language_now()))


def ballot_link(visit: Visit, name: str, label: str, **values: Any) -> Link:
    """The way to a page of ballots."""
    return Link(visit.href(f"assembly-votes:{name}", **values), label)
