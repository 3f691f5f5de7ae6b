"""Who speaks next: fair, and the same by a plainer telling of the rule."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from rochdale.assembly.queries.speaking_rules import FloorNow, Waiting, floor_now, out_of_turn

START = datetime(2026, 11, 23, 15, tzinfo=UTC)
ITEMS = [uuid.UUID(int=place) for place in (101, 102)]
PEOPLE = [uuid.UUID(int=place) for place in range(1, 6)]


@dataclass(frozen=True)
class Told:
    place: int
    kind: str
    item_id: UUID | None = None
    person_id: UUID | None = None
    is_point: bool = False
    asked: int | None = None

    @property
    def at(self) -> datetime:
        return START + timedelta(minutes=self.place)


class Hall:
    """A floor that does what it is told where that is allowed."""

    def __init__(self) -> None:
        self.events: list[Told] = []

    @property
    def now(self) -> FloorNow:
        return floor_now([*self.events])

    def add(self, kind: str, **facts: object) -> None:
        self.events.append(Told(len(self.events) + 1, kind, **facts))  # type: ignore[arg-type]  # told by the test

    def do(self, word: str, who: UUID, item: UUID) -> None:
        now = self.now
        if word == "item" and now.speaking is None:
            if now.item_id is not None:
                self.add("item_ended", item_id=now.item_id)
            self.add("item_begun", item_id=item)
        elif word in {"ask", "point"}:
            self._ask(now, who, is_point=word == "point")
        elif word == "next" and now.speaking is None and now.waiting:
            self.add("begun", asked=now.waiting[0].asked)
        elif word == "end" and now.speaking is not None:
            self.add("ended", asked=now.speaking.asked)
        elif word in {"passed", "taken_back"} and now.waiting:
            self.add(word, asked=now.waiting[0].asked)
        elif word == "list" and now.item_id is not None:
            self.add("list_opened" if now.list_closed else "list_closed", item_id=now.item_id)

    def _ask(self, now: FloorNow, who: UUID, *, is_point: bool) -> None:
        waits = any(each.person_id == who and each.is_point == is_point for each in now.waiting)
        if not waits and (is_point or (now.item_id is not None and not now.list_closed)):
            self.add("asked", item_id=now.item_id, person_id=who, is_point=is_point)


WORDS = st.sampled_from(
    ["item", "ask", "ask", "ask", "point", "next", "next", "end", "end", "passed", "taken_back", "list"]
)
STORIES = st.lists(st.tuples(WORDS, st.sampled_from(PEOPLE), st.sampled_from(ITEMS)), max_size=60)


def told(story: list[tuple[str, UUID, UUID]]) -> Hall:
    hall = Hall()
    for word, who, item in story:
        hall.do(word, who, item)
    return hall


def plainly(events: list[Told]) -> list[Told]:
    """The same queue by the obvious way: everybody who may speak, compared two by two."""
    item = next(
        (e.item_id if e.kind == "item_begun" else None for e in reversed(events) if "item_" in e.kind), None
    )
    settled = {e.asked for e in events}
    requests = {e.place: e for e in events if e.kind == "asked"}

    def spoke(who: UUID | None, where: UUID | None = None) -> int:
        heard = [requests[e.asked or 0] for e in events if e.kind == "begun"]
        own = [each for each in heard if each.person_id == who and not each.is_point]
        return sum(where is None or each.item_id == where for each in own)

    left = [
        e
        for e in requests.values()
        if e.place not in settled and (e.is_point or (item and e.item_id == item))
    ]
    found = []
    while left:
        best = left[0]
        for each in left[1:]:
            if each.is_point != best.is_point:
                best = each if each.is_point else best
            elif not each.is_point and spoke(each.person_id, item) != spoke(best.person_id, item):
                best = min(best, each, key=lambda e: spoke(e.person_id, item))
            elif not each.is_point and spoke(each.person_id) < spoke(best.person_id):
                best = each
        found.append(best)
        left.remove(best)
    return found


@given(STORIES)
def test_two_tellings_of_the_rule_agree(story: list[tuple[str, UUID, UUID]]) -> None:
    hall = told(story)
    assert [each.asked for each in hall.now.waiting] == [each.place for each in plainly(hall.events)]


@given(STORIES)
def test_nobody_waits_behind_who_spoke_more(story: list[tuple[str, UUID, UUID]]) -> None:
    waiting = told(story).now.waiting
    points = [each.is_point for each in waiting]
    assert points == sorted(points, reverse=True)
    speeches = [each.turns for each in waiting if not each.is_point]
    assert speeches == sorted(speeches)


@given(STORIES)
def test_what_the_rule_allowed_is_found_in_turn(story: list[tuple[str, UUID, UUID]]) -> None:
    assert out_of_turn([*told(story).events]) == []


def test_a_turn_out_of_turn_is_found() -> None:
    hall = Hall()
    hall.do("item", PEOPLE[0], ITEMS[0])
    hall.do("ask", PEOPLE[0], ITEMS[0])
    hall.do("ask", PEOPLE[1], ITEMS[0])
    hall.add("begun", asked=3)
    assert out_of_turn([*hall.events]) == [4]
    assert out_of_turn([Told(2, "item_begun", ITEMS[0])]) == [2]


def test_first_time_speakers_come_first() -> None:
    hall = Hall()
    hall.do("item", PEOPLE[0], ITEMS[0])
    for word in ("ask", "next", "end", "ask"):
        hall.do(word, PEOPLE[0], ITEMS[0])
    hall.do("ask", PEOPLE[1], ITEMS[0])
    assert [each.person_id for each in hall.now.waiting] == [PEOPLE[1], PEOPLE[0]]
    hall.do("point", PEOPLE[0], ITEMS[0])
    assert hall.now.waiting[0] == Waiting(7, PEOPLE[0], is_point=True, turns=1, turns_in_meeting=1)
    assert hall.now.turns_on_item(PEOPLE[0]) == 1
