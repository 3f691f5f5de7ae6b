"""What came out of ballots, for pages and for who hands out seats. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rochdale.assembly.models import Ballot, BallotOutcome, BallotStepKind
from rochdale.assembly.queries.ballot_count import Together, outcome_of
from rochdale.assembly.queries.balloting import Asked
from rochdale.assembly.queries.ballots import BallotSeen, seen_of
from rochdale.voting.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class BallotAnswered:
    """What came out of one question: each answer's words by language, its count, and who is elected in order.

    Of an order there are no counts but `rankings`, each ballot's ranks; blank and spoilt ones are counted apart.
    `withdrawn` are the answers that the count passed over.
    """

    asked: Asked
    counts: tuple[int, ...]
    blank: int
    spoilt: int
    rankings: tuple[tuple[int, ...], ...]
    elected: tuple[int, ...]
    withdrawn: tuple[int, ...] = ()

    def outcome(self, language: str, seed: str, voted: int | None = None) -> Outcome | None:
        """The count once more, with its transcript; None where nothing was to be filled.

        `language` is the ballot's own: lots go by the names of the candidates, and these were drawn in it. `voted` is
        how many answered, for the transcript, where that is known.
        """
        found = Together(self.counts, self.rankings, self.blank, self.spoilt, voted)
        return outcome_of(self.asked, found, language, seed, self.withdrawn)


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What came out of a ballot, devices and papers together; `seed` is what was entered for lots, if it was.

    `language` is that of the ballot, in which it was counted.
    """

    uuid: str
    answered: tuple[BallotAnswered, ...]
    seed: str
    language: str
    on_devices: int
    on_paper: int
    resolution_id: UUID | None

    def outcomes(self) -> list[Outcome | None]:
        """The count of each question once more, as the kept one was made."""
        # A paper that was given need not have come back: with papers, how many voted is not known.
        voted = None if self.on_paper else self.on_devices
        return [each.outcome(self.language, self.seed, voted) for each in self.answered]


def seed_drawn(seed: str, outcomes: Iterable[Outcome | None]) -> str:
    """The seed, where some lot was drawn from it: one that nobody needed says nothing."""
    return seed if any(each is not None and each.lots for each in outcomes) else ""


def ballot_result(seen: BallotSeen) -> BallotResult | None:
    """What came out of a ballot; None while it is not counted."""
    row = BallotOutcome.objects.filter(ballot_id=seen.id).first()
    if row is None:
        return None
    pairs = zip(seen.questions, row.answered, strict=True)
    return BallotResult(
        uuid=seen.uuid,
        answered=tuple(answered_of(asked, kept) for asked, kept in pairs),
        seed=row.seed,
        language=seen.language,
        on_devices=row.on_devices,
        on_paper=row.on_paper,
        resolution_id=row.resolution_id,
    )


def answered_of(asked: Asked, kept: Mapping[str, Any]) -> BallotAnswered:
    """What a row keeps of one question."""
    return BallotAnswered(
        asked,
        tuple(kept["counts"]),
        kept["blank"],
        kept["spoilt"],
        tuple(tuple(ranks) for ranks in kept["rankings"]),
        tuple(kept["elected"]),
        tuple(kept.get("withdrawn", ())),
    )


def ballot_outcome(*, item_id: UUID) -> BallotResult | None:
    """What the counted ballot on an item of the agenda gave: the elected answers in order; None where none was.

    For who hands out seats: `answered[n].elected` are places in `answered[n].asked.answers`, from 0.
    """
    rows_ = Ballot.objects.filter(item_id=item_id).order_by("number")
    counted = [each for each in seen_of(list(rows_)) if each.stands is BallotStepKind.COUNTED]
    return ballot_result(counted[-1]) if counted else None
