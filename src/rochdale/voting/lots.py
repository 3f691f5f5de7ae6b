"""The drawing of lots from a published seed: nobody can steer it, and anybody can repeat it.

For an occasion ("elimination 3") each name gets the SHA-256 of "seed|occasion|name" in UTF-8, and the names are taken
in the order of these digests as numbers, the smallest first. The seed is published before it can be known (a
state lottery's draw of an announced day, or numbers drawn in the meeting), so that nobody chooses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from rochdale.voting.errors import LotNeeded


@dataclass(frozen=True, slots=True)
class Lot:
    """One drawing: the names that were in it, in the order in which they came out."""

    occasion: str
    drawn: tuple[str, ...]


@dataclass(slots=True)
class Lots:
    """Draws lots from `seed`, and keeps which were drawn. Without a seed no lot can be drawn."""

    seed: str | None = None
    drawings: list[Lot] = field(default_factory=list)

    def draw(self, occasion: str, candidates: Iterable[int], names: tuple[str, ...]) -> tuple[int, ...]:
        """The candidates in the order of the lot; one alone needs none. Raises LotNeeded."""
        among = sorted(candidates, key=lambda one: names[one])
        if len(among) < 2:  # noqa: PLR2004  # nothing to draw
            return tuple(among)
        if self.seed is None:
            raise LotNeeded(occasion=occasion, candidates=[names[one] for one in among])
        drawn = sorted(among, key=lambda one: _digest(f"{self.seed}|{occasion}|{names[one]}"))
        lot = Lot(occasion, tuple(names[one] for one in drawn))
        # A rule that counts anew with other figures draws again; it comes out the same and is told once.
        if lot not in self.drawings:
            self.drawings.append(lot)
        return tuple(drawn)


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()
