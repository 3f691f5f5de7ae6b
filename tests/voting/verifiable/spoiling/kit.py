"""What spoiling takes: the archives that are spoiled, and the list of the ways in which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.refusals import Reason
from voting.verifiable import staging
from voting.verifiable.staging import Staged, assemble

VOTERS = [voter for voter, _ in staging.VOTES]

board = cache(staging.board_election)
ranking = cache(staging.ranking_election)


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A way to spoil an archive."""

    name: str
    make: Callable[[], bytes]
    reason: Reason
    tool: bool | None = None
    """Whether belenios-tool 2.0 lets it pass."""
    uuid: Callable[[], str] = lambda: board().election.uuid


SPOILED: list[Spoiled] = []
THREE: list[dict[str, Json]] = [question.to_json() for question in staging.THREE_QUESTIONS]  # type: ignore[misc]  # objects


def spoils(
    reason: Reason, *, tool: bool | None = None, uuid: Callable[[], str] | None = None
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        known = {} if uuid is None else {"uuid": uuid}
        SPOILED.append(Spoiled(make.__name__, make, reason, tool, **known))
        return make

    return keep


def reordered(staged: Staged, order: Sequence[int]) -> bytes:
    return assemble([staged.steps[place] for place in order])


def with_step(staged: Staged, place: int, kind: str, parts: list[bytes]) -> bytes:
    steps = list(staged.steps)
    steps.insert(place, (kind, parts))
    return assemble(steps)


def without(staged: Staged, place: int) -> bytes:
    return assemble([step for index, step in enumerate(staged.steps) if index != place])


def next_number(value: Json) -> Json:
    return str(int(str(value)) + 1)


def swapped(value: Json) -> Json:
    assert isinstance(value, list)
    return [value[1], value[0], *value[2:]]


def negated(value: Json) -> Json:
    """p - x: a number of twice the order, which a proof alone lets pass every other time."""
    return str(BELENIOS_2048.p - int(str(value)))
