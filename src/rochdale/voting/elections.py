"""Elections in a meeting: which rule and paper a by-law's method means, ballots as short texts, and tellers' sheets.

A ballot is written as the places of its candidates on the paper, from 1, with spaces between: "2 5" names two, and in
a ranking says that 2 comes first. An empty text is a blank ballot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rochdale.voting.ballots import Ballot, BallotKind, Paper, faults_of
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import absolute_majority, approval, block_vote, limited_vote, plurality

_RANKED: Final = frozenset({"scottish_stv", "meek_stv"})


@dataclass(frozen=True, slots=True)
class Method:
    """By which rule ballots of a kind are counted, and the most candidates that one names (None: all)."""

    rule: str
    kind: BallotKind
    marks_max: int | None


def method_of(name: str, seats: int) -> Method:
    """What a by-law's method means for so many seats (rule Q-42).

    Plurality for several seats is the block vote: as many marks as seats. A limited vote for one seat is plurality.
    """
    if name in _RANKED:
        return Method(name, BallotKind.RANKING, None)
    if name == approval.NAME:
        return Method(name, BallotKind.CHOICE, None)
    if name == absolute_majority.NAME:
        return Method(name, BallotKind.CHOICE, seats)
    if seats == 1:
        return Method(plurality.NAME, BallotKind.CHOICE, 1)
    if name == limited_vote.NAME:
        return Method(name, BallotKind.CHOICE, seats - 1)
    return Method(block_vote.NAME, BallotKind.CHOICE, seats)


def paper_for(method: Method, candidates: int) -> Paper:
    """The paper that is handed out."""
    return Paper(method.kind, candidates, marks_min=1, marks_max=method.marks_max)


def ballot_of(text: str, kind: BallotKind) -> Ballot:
    """The ballot that a text means."""
    places = [int(place) - 1 for place in text.split()]
    return tuple(sorted(places)) if kind is BallotKind.CHOICE else tuple((place,) for place in places)


def text_of(places: Sequence[int], kind: BallotKind) -> str:
    """A ballot as it is kept, of places from 1: those of a choice in the order of the paper."""
    return " ".join(str(place) for place in (sorted(places) if kind is BallotKind.CHOICE else places))


def is_fit(text: str, method: Method, candidates: int) -> bool:
    """Whether a ballot may be cast: blank, or good."""
    return not faults_of(ballot_of(text, method.kind), paper_for(method, candidates))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was counted of papers: each ballot of a ranking, or each candidate of a choice, with how often.

    `lines` are by the text of the ballot, or the place of the candidate; `valid` is how many papers that is.
    """

    lines: Mapping[str, int]
    valid: int
    blank: int = 0
    spoilt: int = 0

    def content(self) -> str:
        """The lines as they are kept, always in the same order: two tellers who counted alike wrote the same."""
        told = sorted((text, times) for text, times in self.lines.items() if times)
        return "\n".join(f"{times}:{text}" for text, times in told)

    @classmethod
    def of(cls, content: str, valid: int, blank: int = 0, spoilt: int = 0) -> Sheet:
        """A sheet as it was kept."""
        lines = dict(line.split(":")[::-1] for line in content.split("\n") if line)
        return cls({text: int(times) for text, times in lines.items()}, valid, blank, spoilt)


def adds_up(sheet: Sheet, method: Method, candidates: int) -> bool:
    """Whether so many papers can have been filled in like this."""
    if min([sheet.valid, sheet.blank, sheet.spoilt, *sheet.lines.values()]) < 0:
        return False
    if not all(text and is_fit(text, method, candidates) for text in sheet.lines):
        return False
    marks = list(sheet.lines.values())
    if method.kind is BallotKind.RANKING:
        return sum(marks) == sheet.valid
    if any(len(text.split()) > 1 for text in sheet.lines):
        return False
    most = sheet.valid * (method.marks_max or candidates)
    return max(marks, default=0) <= sheet.valid <= sum(marks) <= most


def profile_of(ballots: Iterable[str] | Mapping[str, int], sheet: Sheet, method: Method) -> Profile[Any]:
    """The ballots of devices and of papers together.

    `ballots` are one by one, or each with how often it counts: one of a delegate with five votes is five alike, so
    that every rule counts weights exactly (rule I-6).
    """
    cast: Counter[Ballot] = Counter()
    for text, times in Counter(ballots).items():
        cast[ballot_of(text, method.kind)] += times
    blank = cast.pop((), 0)
    cast.update(_papers(sheet, method))
    return Profile(Profile.of(cast).ballots, blank + sheet.blank, sheet.spoilt)


def _papers(sheet: Sheet, method: Method) -> Counter[Ballot]:
    if method.kind is BallotKind.RANKING:
        return Counter({ballot_of(text, method.kind): times for text, times in sheet.lines.items()})
    return _spread(sheet)


def _spread(sheet: Sheet) -> Counter[Ballot]:
    """As many papers as there were, with the marks of each candidate laid round them one after the other.

    Which marks stood on one paper is not known of a count by candidates, and no rule for choices asks: they count the
    marks of each candidate and the papers. Laid round, no paper has a candidate twice, and none is empty.
    """
    papers: list[list[int]] = [[] for _ in range(sheet.valid)]
    at = 0
    for text, times in sorted(sheet.lines.items(), key=lambda line: int(line[0])):
        for _ in range(times):
            papers[at % sheet.valid].append(int(text) - 1)
            at += 1
    return Counter(tuple(sorted(paper)) for paper in papers)
