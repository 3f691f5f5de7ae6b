"""Refusals keep their facts, wherever they travel; faults say where they are."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import ClassVar, cast

import pytest

from rochdale.kernel.errors import Fault, Refusal


class DoorClosed(Refusal):
    """The door is closed."""

    code: ClassVar[str] = "door_closed"

    def __init__(self, *, door: str, opens_at: int) -> None:
        super().__init__()
        self.door = door
        self.opens_at = opens_at


def test_facts_are_the_public_attributes() -> None:
    refusal = DoorClosed(door="north", opens_at=9)
    refusal._seen = True  # type: ignore[attr-defined]
    assert refusal.facts() == {"door": "north", "opens_at": 9}


def test_text_is_the_code_and_the_facts() -> None:
    assert str(DoorClosed(door="north", opens_at=9)) == "door_closed (door=north, opens_at=9)"
    assert str(Refusal()) == "refused"


def through_pickle(refusal: Refusal) -> Refusal:
    return cast("Refusal", pickle.loads(pickle.dumps(refusal)))  # noqa: S301  # our own bytes


@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, through_pickle])
def test_a_refusal_survives_copy_and_pickle(travel: Callable[[Refusal], Refusal]) -> None:
    arrived = travel(DoorClosed(door="north", opens_at=9))
    assert type(arrived) is DoorClosed
    assert arrived.facts() == {"door": "north", "opens_at": 9}


def test_a_refusal_can_be_raised_and_caught_as_its_base() -> None:
    with pytest.raises(Refusal) as caught:
        raise DoorClosed(door="north", opens_at=9)
    assert caught.value.code == "door_closed"


def test_a_fault_says_where_it_is() -> None:
    assert str(Fault("trans.asc", 12, "amount_malformed", {"text": "1O.0"})) == (
        "trans.asc:12: amount_malformed (text=1O.0)"
    )
    assert str(Fault("trans.asc", None, "file_missing")) == "trans.asc: file_missing"


def test_a_fault_is_frozen() -> None:
    fault = Fault("trans.asc", 1, "cut")
    with pytest.raises(FrozenInstanceError):
        fault.line = 2  # type: ignore[misc]
