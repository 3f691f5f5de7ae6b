"""A member who was named chair of one meeting: its floor opens, over HTTP, and nothing else of who runs meetings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from assembly.floor import called, freeze
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.models import Channel, FloorRole
from rochdale.audit.models import Act
from rochdale.cooperatives import actions as cooperatives
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting that is open with two members in it: one was named its chair; and the office."""

    caisse: Caisse
    chair: Client
    member: Client
    office: Client

    def at(self, path: str, number: int = 1) -> str:
        return self.caisse.at(f"meetings/{number}/{path}")

    def says(self, who: Client, path: str) -> str:
        answer = who.get(self.at(path))
        assert answer.status_code == 200, path
        return answer.content.decode()

    def posts(self, who: Client, path: str, **facts: Any) -> int:
        return who.post(self.at(path), facts).status_code

    def asks(self, who: Client, path: str, **facts: Any) -> int:
        """Over the API, in the session of who sits at the browser."""
        return who.post(
            f"/api/v1/{self.caisse.slug}/meetings/1/{path}", json.dumps(facts),
            content_type="application/json", HTTP_IDEMPOTENCY_KEY=uuid4().hex,
        ).status_code  # fmt: skip


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Hall:
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by)
    freeze(by, 1)
    actions.open_meeting(by=by, number=1)
    for line in caisse.members[:2]:
        actions.check_in(by=by, number=1, person_id=line.person_id, channel=Channel.HALL)
    actions.name_floor_officer(by=by, number=1, person_id=caisse.members[0].person_id, role=FloorRole.CHAIR)
    browsers = [enter(caisse, who) for who in (*(str(line.number) for line in caisse.members[:2]), "officer")]
    for browser in browsers:
        browser.cookies["django_language"] = "en"
    return Hall(caisse, *browsers)


def test_the_chair_runs_the_floor_on_the_own_screen(hall: Hall) -> None:
    assert "You chair this meeting" in hall.says(hall.chair, "now/")
    assert "You chair this meeting" not in hall.says(hall.member, "now/")
    page = hall.says(hall.chair, "floor/")
    for words in ("Put to the vote", "Who speaks", "Come to item 2", "Adjourn"):
        assert words in page
    for words in ("The desk", "Name this member"):
        assert words not in page
        assert words in hall.says(hall.office, "floor/")
    assert hall.posts(hall.chair, "floor/order/", act="begin_item", place=2) == 302
    assert hall.posts(hall.chair, "floor/items/2/", **{"item2-method": "open", "item2-closes_at": ""}) == 302
    assert hall.posts(hall.member, "votes/1/cast/", **{"vote1-choice": "yes"}) == 200
    assert hall.posts(hall.chair, "floor/votes/1/close/", **{"close1-casting_vote": ""}) == 302
    assert hall.posts(hall.chair, "adjourn/", words="Until tomorrow.") == 302
    with inside(hall.caisse.by.cooperative_id):
        own = Act.objects.filter(person_id=hall.caisse.members[0].person_id)
        told = set(own.values_list("authority", flat=True))
    assert told == {"chair of meeting 1"}


def test_the_chair_treats_motions_but_admits_none(hall: Hall) -> None:
    moved = {"title_en": "Two", "text_en": "That Roy and Cyr be appointed."}
    hall.member.post(hall.at("motions/new/?item=2"), moved)
    page = hall.says(hall.chair, "motions/2/")
    assert "motions/2/chair/" in page
    assert "motions/2/chair/" not in hall.says(hall.member, "motions/2/")
    assert hall.posts(hall.chair, "motions/2/chair/", act="admit") == 403
    assert hall.posts(hall.chair, "motions/2/chair/", act="refuse", **{"refuse-words": "It is late."}) == 302
    assert "It is late." in hall.says(hall.member, "motions/2/")


def test_the_api_lets_the_chair_in_too_and_nobody_else(hall: Hall) -> None:
    assert hall.asks(hall.member, "floor/item", item=2) == 403
    assert hall.asks(hall.chair, "floor/item", item=2) == 200
    assert hall.asks(hall.chair, "votes", place=2, method="open") == 201
    assert hall.asks(hall.chair, "officers", member_number=1, role="teller") == 403


def test_what_is_the_secretarys_stays_shut(hall: Hall) -> None:
    called(hall.caisse.by)
    for path in ("desk/", "roll/", "minutes/edit/", "notice/", "plan/", "cancel/", "items/2/effect/"):
        assert hall.chair.get(hall.at(path)).status_code == 403, path
    for path in ("floor/", "open/", "adjourn/"):
        assert hall.chair.get(hall.at(path, number=2)).status_code == 403, "another meeting"
        assert hall.member.get(hall.at(path)).status_code == 403


def test_a_naming_is_undone_where_it_was_made(hall: Hall) -> None:
    number = hall.caisse.members[0].number
    assert "Undo this naming" in hall.says(hall.office, "floor/")
    assert "Undo this naming" not in hall.says(hall.chair, "floor/")
    facts = {"member_number": number, "role": "chair"}
    assert hall.posts(hall.chair, "floor/officers/undone/", **facts) == 403
    assert hall.posts(hall.office, "floor/officers/undone/", member_number=number) == 302
    hall.says(hall.chair, "floor/")
    assert hall.posts(hall.office, "floor/officers/undone/", **facts) == 302
    page = hall.says(hall.office, "floor/")
    assert "named no more since" in page
    assert "undone by" in page
    assert hall.chair.get(hall.at("floor/")).status_code == 403
    assert "You chair this meeting" not in hall.says(hall.chair, "now/")
    assert hall.asks(hall.office, "officers", **facts) == 200
    hall.says(hall.chair, "floor/")
    assert hall.asks(hall.office, "officers/undone", **facts) == 200
    assert hall.asks(hall.office, "officers/undone", **(facts | {"role": "teller"})) == 409
