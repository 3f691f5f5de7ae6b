"""Facts with dates, as pure rules: which version holds on a day, and what a change on a day writes.

A version states everything that holds from its day on. A change of some facts with effect from an earlier day
must not undo what later days say of them, nor be undone by what they merely repeat: it writes its own day and,
for each later day up to the next change of the same facts, that day again with the news in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Dated:
    """A version: the facts that hold from `effective_from`, and which of them its act `changed`.

    `place` is its rank in the order of recording. `is_carried` says that it repeats a later day's facts.
    """

    place: int
    recorded_at: datetime
    recorded_on: date
    effective_from: date
    facts: Mapping[str, Any]
    changed: frozenset[str] = frozenset()
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A version that a change is to write."""

    effective_from: date
    facts: Mapping[str, Any]
    changed: frozenset[str]
    is_carried: bool


def known_by(versions: Iterable[Dated], at: datetime | None, on: date | None = None) -> list[Dated]:
    """The versions that were recorded by an instant, and by a business date; all of them where none is named."""
    return [
        each
        for each in versions
        if (at is None or each.recorded_at <= at) and (on is None or each.recorded_on <= on)
    ]


def holding(versions: Iterable[Dated], on: date) -> Dated | None:
    """The version that holds on a day: of those in effect the latest day's, and of one day's the last recorded."""
    begun = [each for each in versions if each.effective_from <= on]
    return max(begun, key=lambda each: (each.effective_from, each.place), default=None)


def rewritten(versions: Sequence[Dated], changes: Mapping[str, Any], on: date) -> Iterator[Written]:
    """What a change of some facts with effect from a day writes: that day, then the later ones that it reaches."""
    before = holding(versions, on)
    assert before is not None, "everything has a first version"
    yield Written(on, {**before.facts, **changes}, frozenset(changes), is_carried=False)
    left = set(changes)
    for day in sorted({each.effective_from for each in versions if each.effective_from > on}):
        left -= _changed_on(versions, day)
        if not left:
            return
        later = holding(versions, day)
        assert later is not None
        news = {name: changes[name] for name in left}
        yield Written(day, {**later.facts, **news}, frozenset(), is_carried=True)


def later_changes(versions: Iterable[Dated], names: Iterable[str], on: date) -> dict[str, date]:
    """Of some facts, the first later day from which an own change of each says otherwise."""
    wanted, found = set(names), dict[str, date]()
    for each in sorted(versions, key=lambda version: version.effective_from, reverse=True):
        if each.effective_from > on:
            found |= dict.fromkeys(wanted & each.changed, each.effective_from)
    return found


def _changed_on(versions: Iterable[Dated], day: date) -> set[str]:
    return {name for each in versions if each.effective_from == day for name in each.changed}
