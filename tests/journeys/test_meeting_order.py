"""The order of a meeting over HTTP: members move, second and speak; the secretary admits, puts and gives the floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from assembly.floor import called, freeze
from assembly.meeting_cases import draft
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.models import Channel
from rochdale.cooperatives import actions as cooperatives

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting that is open, and the browsers of its secretary, of two voters and of one who is not there."""

    caisse: Caisse
    secretary: Client
    one: Client
    other: Client
    outsider: Client

    def at(self, path: str) -> str:
        return self.caisse.at(f"meetings/1/{path}")

    def post(self, who: Client, path: str, **facts: Any) -> str:
        answer = who.post(self.at(path), facts)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def says(self, who: Client, path: str) -> str:
        answer = who.get(self.at(path))
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Hall:
    """An annual meeting of three members that is open, with two of them there."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by)
    freeze(by, 1)
    actions.open_meeting(by=by, number=1)
    for line in caisse.members[:2]:
        actions.check_in(by=by, number=1, person_id=line.person_id, channel=Channel.HALL)
    return hall_of(caisse, enter)


def hall_of(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Hall:
    browsers = [enter(caisse, who) for who in ("officer", *(str(line.number) for line in caisse.members))]
    for browser in browsers:
        browser.cookies["django_language"] = "en"
    return Hall(caisse, *browsers)


def amend(hall: Hall) -> str:
    return hall.post(
        hall.one, "motions/new/?item=2", title_en="Two auditors", text_en="That Roy and Cyr be appointed."
    )


def test_an_amendment_is_moved_seconded_put_and_changes_the_motion(hall: Hall) -> None:
    form = hall.says(hall.one, "motions/new/?item=2")
    assert "That Roy and Associates be appointed." in form
    assert amend(hall).endswith("/motions/2/")
    page = hall.says(hall.other, "motions/2/")
    assert "<del>" in page
    assert "<ins>" in page
    hall.post(hall.other, "motions/2/mine/", act="second")
    refused = hall.secretary.post(hall.at("floor/items/2/"), {"item2-method": "open", "item2-closes_at": ""})
    assert refused.status_code == 409
    hall.post(hall.secretary, "motions/2/chair/", act="put", **{"put-method": "open"})
    hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"})
    hall.post(hall.secretary, "floor/votes/1/close/", **{"close1-casting_vote": ""})
    hall.post(hall.secretary, "floor/items/2/", **{"item2-method": "open", "item2-closes_at": ""})
    assert "That Roy and Cyr be appointed." in hall.says(hall.one, "now/")
    assert "That Roy and Cyr be appointed." in hall.says(hall.secretary, "motions/1/")


def test_who_speaks_is_seen_on_every_screen(hall: Hall) -> None:
    hall.post(hall.secretary, "floor/order/", act="begin_item", place=2)
    hall.post(hall.one, "now/speak/", act="ask")
    again = hall.one.post(hall.at("now/speak/"), {"act": "ask"})
    assert again.status_code == 409
    number = hall.caisse.members[1].number
    hall.post(hall.secretary, "floor/order/", act="ask_for", **{"speaker-member_number": number})
    assert "You are next" in hall.says(hall.one, "now/")
    hall.post(hall.secretary, "floor/order/", act="next")
    assert "is speaking" in hall.says(hall.secretary, "wall/")
    assert "I have spoken" in hall.says(hall.one, "now/")
    hall.post(hall.one, "now/speak/", act="end")
    hall.post(hall.secretary, "floor/order/", act="pass")
    hall.post(hall.one, "now/speak/", act="point")
    hall.post(hall.secretary, "floor/order/", act="next")
    hall.post(hall.secretary, "floor/order/", act="end")
    ruling = {"rule7-ruling": "denied", "rule7-words": "It is in order."}
    hall.post(hall.secretary, "floor/order/", act="rule", asked=7, **ruling)
    assert "It is in order." in hall.says(hall.secretary, "floor/")
    assert hall.post(hall.one, "now/speak/", act="appeal", asked=7).endswith("/motions/1/")
    hall.post(hall.secretary, "floor/order/", act="close_list")
    hall.post(hall.secretary, "floor/order/", act="open_list")
    hall.post(hall.one, "now/speak/", act="ask")
    hall.post(hall.one, "now/speak/", act="take_back")
    hall.post(hall.secretary, "floor/order/", act="end_item")


def test_what_was_not_filled_in_changes_nothing(hall: Hall) -> None:
    amend(hall)
    for facts in ({"act": "begin_item"}, {"act": "ask_for"}, {"act": "rule"}, {}):
        hall.post(hall.secretary, "floor/order/", **facts)
    for act in ("admit", "refuse", "second", "put", "end", "split", "reword", "none"):
        answer = hall.secretary.post(hall.at("motions/2/chair/"), {"act": act})
        assert answer.status_code in {302, 409}
    assert hall.one.post(hall.at("motions/new/"), {}).status_code == 409
    assert hall.one.get(hall.at("motions/9/")).status_code == 404
    assert hall.one.get(hall.at("motions/new/?item=99")).status_code == 404


def test_the_chair_tables_takes_up_and_splits(hall: Hall) -> None:
    assert hall.post(hall.secretary, "floor/items/2/motion/").endswith("/motions/1/")
    end = {"end-act": "table", "end-words": "After the report"}
    hall.post(hall.secretary, "motions/1/chair/", act="end", **end)
    assert "After the report" in hall.says(hall.other, "motions/1/")
    hall.post(hall.secretary, "motions/1/chair/", act="take_up")
    parts = {"split-title_1": "Roy", "split-text_1": "Roy.", "split-title_2": "Cyr", "split-text_2": "Cyr."}
    hall.post(hall.secretary, "motions/1/chair/", act="split", **parts)
    assert "Cyr" in hall.says(hall.other, "motions/1/")
    end = {"end-act": "refer", "end-words": "The board"}
    hall.post(hall.secretary, "motions/2/chair/", act="end", **end)
    hall.post(hall.secretary, "motions/3/chair/", act="end", **{"end-act": "withdraw", "end-words": ""})


def test_a_member_in_the_hall_moves_through_the_secretary(hall: Hall) -> None:
    number = hall.caisse.members[0].number
    words = {"title_en": "Paint", "text_en": "That the hall be painted."}
    moved = hall.post(hall.secretary, "motions/new/?item=3", member_number=number, **words)
    assert moved.endswith("/motions/1/")
    second = {"second-member_number": hall.caisse.members[1].number}
    hall.post(hall.secretary, "motions/1/chair/", act="second", **second)
    refuse = {"refuse-words": "It is not on the notice."}
    hall.post(hall.secretary, "motions/1/chair/", act="refuse", **refuse)
    assert "It is not on the notice." in hall.says(hall.one, "motions/1/")


def test_questions_are_answered_to_all_and_name_who_wants_it(hall: Hall) -> None:
    hall.post(hall.one, "questions/ask/", words="What does the manager earn?", is_unnamed="on")
    hall.post(hall.one, "questions/ask/", words="")
    assert "A member who is not named" in hall.says(hall.other, "questions/")
    assert "not named to the other members" in hall.says(hall.secretary, "questions/")
    hall.post(hall.secretary, "questions/1/", **{"answer1-words": "It is in the report."})
    hall.post(hall.secretary, "questions/1/", **{"answer1-words": ""})
    assert "It is in the report." in hall.says(hall.other, "questions/")


def test_members_send_motions_to_a_meeting_that_is_prepared(
    caisse: Caisse, enter: Callable[[Caisse, str], Client]
) -> None:
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    cooperatives.amend_bylaw(
        by=by, changes=[cooperatives.BylawChange("motion_seconders", 1)], effective_from=by.on, resolution="T"
    )
    far = draft()
    starts_at = far.sittings[0].starts_at.replace(year=far.sittings[0].starts_at.year + 1)
    sitting = actions.SittingDraft(starts_at, venue="Salle")
    actions.draft_meeting(
        by=by,
        draft=actions.MeetingDraft(far.kind, far.titles, far.mode, far.record_date, (sitting,), far.items),
    )
    hall = hall_of(caisse, enter)
    secretary, one, other = hall.secretary, hall.one, hall.other
    assert "Annual general meeting" in one.get(caisse.at("meetings/")).content.decode()
    assert one.get(hall.at("")).status_code == 404
    words = {"title_fr": "Un banc", "text_fr": "Qu’un banc soit posé.", "reason": "Nos aînés."}
    hall.post(one, "motions/new/", **words)
    hall.post(other, "motions/1/mine/", act="second")
    added = {"admit-title_en": "A bench", "admit-text_en": "That a bench be put up."}
    hall.post(secretary, "motions/1/chair/", act="admit", **{"admit-majority": "ordinary"}, **added)
    assert "A bench" in hall.says(secretary, "")
    hall.post(one, "motions/1/mine/", act="withdraw")
    assert "Withdrawn" in hall.says(other, "motions/1/")
