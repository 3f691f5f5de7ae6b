"""Where the trustees of a ballot stand: what each gave, and what is awaited of whom. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rochdale.assembly.models import BallotPartKind, BallotStepKind
from rochdale.assembly.queries.balloting import SHUFFLERS

_P = BallotPartKind
LOST_LATER: Final = "opened"
"""Said of a key that is lost once the ballot is opened: no other can take its place."""
_ROUNDS: Final = (_P.CERTIFICATE, _P.DEALING, _P.SHARE)


@dataclass(frozen=True, slots=True)
class Given:
    """What a trustee, by place, gave; `fault` is empty where it was accepted."""

    trustee: int
    kind: BallotPartKind
    content: str
    fault: str = ""


@dataclass(slots=True)
class Standing:
    """What counts of everything that was given. Places are those of trustees, from 1."""

    mandatory: tuple[int, ...]
    sharing: tuple[int, ...]
    threshold: int
    given: dict[BallotPartKind, dict[int, str]] = field(default_factory=lambda: {kind: {} for kind in _P})
    lost: set[int] = field(default_factory=set)

    @property
    def owners(self) -> tuple[int, ...]:
        """The trustees as the archive counts them: those who are always needed, then the others."""
        return self.mandatory + self.sharing

    def owner_of(self, place: int) -> int:
        """The number of a trustee in the archive, from 1."""
        return self.owners.index(place) + 1

    @property
    def keys_missing(self) -> int:
        """Of how many trustees something is still to come before the ballot can be opened."""
        keys = len(set(self.mandatory) - self.given[_P.KEY].keys())
        return keys + len(set(self.sharing) - self.given[_P.SHARE].keys())

    def shares_missing(self) -> int:
        """How many more trustees must give their part of the opening."""
        opened = self.given[_P.DECRYPTION].keys()
        needed = self.threshold if self.sharing else 0
        others = needed - len(opened & set(self.sharing))
        return len(set(self.mandatory) - opened) + max(others, 0)

    @property
    def can_open(self) -> bool:
        """Whether enough trustees have their keys still."""
        needed = self.threshold if self.sharing else 0
        has_others = len(set(self.sharing) - self.lost) >= needed
        return not self.lost & set(self.mandatory) and has_others

    @property
    def shuffles_missing(self) -> int:
        """How many more trustees must shuffle."""
        return max(min(SHUFFLERS, len(self.owners)) - len(self.given[_P.SHUFFLE]), 0)

    def awaited(self, place: int, stands: BallotStepKind, *, ranks: bool) -> BallotPartKind | None:
        """What is awaited of a trustee now."""
        if stands in {BallotStepKind.SET_UP, BallotStepKind.CODES_MADE}:
            return self._key_awaited(place)
        if place in self.lost:
            return None
        if stands is BallotStepKind.CLOSED and ranks:
            return _P.SHUFFLE if place not in self.given[_P.SHUFFLE] else None
        if stands in {BallotStepKind.CLOSED, BallotStepKind.SHUFFLED}:
            return _P.DECRYPTION if place not in self.given[_P.DECRYPTION] else None
        return None

    def _key_awaited(self, place: int) -> BallotPartKind | None:
        if place in self.mandatory:
            return _P.KEY if place not in self.given[_P.KEY] else None
        for kind in _ROUNDS:
            if place not in self.given[kind]:
                return kind
            if len(self.given[kind]) < len(self.sharing):
                return None  # the others are awaited
        return None


def standing(trustees: Mapping[int, bool], threshold: int | None, parts: Iterable[Given]) -> Standing:
    """What counts, from the trustees (by place, whether mandatory) and all that was given, in its order."""
    found = Standing(
        tuple(place for place, is_mandatory in sorted(trustees.items()) if is_mandatory),
        tuple(place for place, is_mandatory in sorted(trustees.items()) if not is_mandatory),
        threshold or 0,
    )
    for part in parts:
        if not part.fault:
            _take(found, part)
    return found


def _take(found: Standing, part: Given) -> None:
    if part.kind is _P.LOST:
        _lose(found, part)
        return
    if part.kind in _ROUNDS:
        # A round that is given anew makes those after it void: they were made from it.
        for later in _ROUNDS[_ROUNDS.index(part.kind) + 1 :]:
            found.given[later].clear()
    found.given[part.kind][part.trustee] = part.content


def _lose(found: Standing, part: Given) -> None:
    if part.content == LOST_LATER:
        found.lost.add(part.trustee)
    elif part.trustee in found.mandatory:
        found.given[_P.KEY].pop(part.trustee, None)
    else:
        # The key that they share is made anew by all.
        for kind in _ROUNDS:
            found.given[kind].clear()


def in_order(places: Sequence[int], given: Mapping[int, str]) -> list[str]:
    """What was given, in the order of the trustees."""
    return [given[place] for place in places if place in given]
