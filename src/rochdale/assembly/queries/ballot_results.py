"""What came out of ballots, for pages and for who hands out seats. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rochdale.assembly.models import Ballot, BallotOutcome, BallotStepKind
from rochdale.assembly.queries.balloting import Asked
from rochdale.assembly.queries.ballots import BallotSeen, seen_of


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


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What came out of a ballot, devices and papers together; `seed` is that of its lots."""

    uuid: str
    answered: tuple[BallotAnswered, ...]
    seed: str
    on_devices: int
    on_paper: int
    resolution_id: UUID | None


def ballot_result(seen: BallotSeen) -> BallotResult | None:
    """What came out of a ballot; None while it is not counted."""
    row = BallotOutcome.objects.filter(ballot_id=seen.id).first()
    if row is None:
        return None
    pairs = zip(seen.questions, row.answered, strict=True)
    return BallotResult(
        uuid=seen.uuid,
        answered=tuple(_answered(asked, kept) for asked, kept in pairs),
        seed=row.seed,
        on_devices=row.on_devices,
        on_paper=row.on_paper,
        resolution_id=row.resolution_id,
    )


def _answered(asked: Asked, kept: Mapping[str, Any]) -> BallotAnswered:
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
