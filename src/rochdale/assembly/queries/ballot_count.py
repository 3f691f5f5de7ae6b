"""Counting what was opened of a ballot, with what was found on papers. Pure: the same rows give the same outcome."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rochdale.assembly.queries.balloting import Asked, AskedKind
from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.opened import profile_of_counts, profile_of_rankings
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally
from rochdale.voting.verifiable.result import Counts, Rankings


@dataclass(frozen=True, slots=True)
class PaperFound:
    """What tellers found on the papers for one question: marks by answer, or each paper's ranks for an order."""

    counts: tuple[int, ...] = ()
    rankings: tuple[tuple[int, ...], ...] = ()
    blank: int = 0
    spoilt: int = 0

    def to_json(self) -> dict[str, Any]:
        """As the row of a count keeps it: papers have no order."""
        rankings = sorted(list(ranks) for ranks in self.rankings)
        return {
            "counts": list(self.counts),
            "rankings": rankings,
            "blank": self.blank,
            "spoilt": self.spoilt,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> PaperFound:
        """What a row keeps."""
        rankings = tuple(tuple(ranks) for ranks in kept["rankings"])
        return cls(tuple(kept["counts"]), rankings, kept["blank"], kept["spoilt"])

    def papers_least(self, asked: Asked) -> int:
        """On how many papers at least this was found: a paper has at most so many marks as the question allows."""
        others = self.blank + self.spoilt
        if asked.kind is AskedKind.RANKING:
            return len(self.rankings) + others
        return -(-sum(self.counts) // asked.most) + others

    def fits(self, asked: Asked) -> bool:
        """Whether it is an answer to this question at all."""
        width = len(asked.answers)
        if asked.kind is AskedKind.RANKING:
            ranks_fit = all(len(ranks) == width for ranks in self.rankings)
            return not self.counts and ranks_fit and min(self.blank, self.spoilt) >= 0
        return (
            not self.rankings
            and len(self.counts) == width
            and min(*self.counts, self.blank, self.spoilt) >= 0
        )


@dataclass(frozen=True, slots=True)
class Together:
    """What devices and papers say together to one question; `voted` is how many answered it, where that is known."""

    counts: tuple[int, ...]
    rankings: tuple[tuple[int, ...], ...]
    blank: int
    spoilt: int
    voted: int | None = None


def together(asked: Asked, opened: Counts | Rankings, papers: PaperFound) -> Together:
    """The opened figures of a question and what was found on papers, in one."""
    if asked.kind is AskedKind.RANKING:
        rankings = [ranks for ranks in opened if not isinstance(ranks, int)]
        return Together((), tuple(sorted([*rankings, *papers.rankings])), papers.blank, papers.spoilt)
    figures = [count for count in opened if isinstance(count, int)]
    blank = figures.pop(0) if asked.blank else 0
    paper = papers.counts or (0,) * len(figures)
    counts = tuple(one + other for one, other in zip(figures, paper, strict=True))
    return Together(counts, (), blank + papers.blank, papers.spoilt)


def outcome_of(
    asked: Asked, found: Together, language: str, seed: str, withdrawn: Collection[int] = ()
) -> Outcome | None:
    """Who is elected, with the transcript; None where nothing is to be filled, or nobody is left. Raises LotNeeded.

    `withdrawn` are the answers that the rule passes over: what was marked for them elects nobody, and of an order the
    next one counts (INV-119).
    """
    if not asked.rule or len(withdrawn) == len(asked.answers):
        return None
    contest = Contest(asked.worded(language).answers, asked.seats, frozenset(withdrawn))
    kind = BallotKind.RANKING if asked.kind is AskedKind.RANKING else BallotKind.CHOICE
    return tally(asked.rule, contest, _profile(asked, found), kind, seed=seed or None)


def _profile(asked: Asked, found: Together) -> Profile[Any]:
    if asked.kind is AskedKind.RANKING:
        return profile_of_rankings(found.rankings, len(asked.answers))
    return profile_of_counts(found.counts, found.blank, marks_most=asked.most, voted=found.voted)


def kept_answer(
    asked: Asked, found: Together, language: str, seed: str, withdrawn: Sequence[int] = ()
) -> dict[str, Any]:
    """What the outcome keeps of a question. Raises LotNeeded."""
    outcome = outcome_of(asked, found, language, seed, withdrawn)
    gone = {"withdrawn": list(withdrawn)} if withdrawn else {}
    return gone | {
        "counts": list(found.counts),
        "rankings": [list(ranks) for ranks in found.rankings],
        "blank": found.blank,
        "spoilt": found.spoilt,
        "elected": list(outcome.elected) if outcome else [],
    }


def kept_answers(
    questions: Sequence[Asked],
    opened: Sequence[Counts | Rankings],
    papers: Sequence[PaperFound],
    language: str,
    seed: str,
    withdrawn: Mapping[int, Sequence[int]],
) -> list[dict[str, Any]]:
    """What the outcome keeps of all questions (INV-104); `withdrawn` by question. Raises LotNeeded."""
    every = zip(questions, opened, papers, strict=True)
    return [
        kept_answer(asked, together(asked, one, found), language, seed, withdrawn.get(place, ()))
        for place, (asked, one, found) in enumerate(every)
    ]
