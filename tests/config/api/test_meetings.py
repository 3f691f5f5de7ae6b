"""Meetings, notices, papers and requisitions over the API, as the pages have them."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.floor import freeze
from assembly.meeting_cases import SITTING, draft
from assembly.minutes_cases import amended
from capital.conftest import TODAY
from rochdale.assembly import actions
from rochdale.assembly.errors import CorrectionPointless, EntryCodeUnknown
from rochdale.assembly.queries import Channel, meeting
from rochdale.assembly.queries.entry_codes import entry_code
from rochdale.cooperatives.actions import move_business_date
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import member_of
from rochdale.tenancy.actions import inside

from .conftest import House, Program
from .test_door import refused

pytestmark = pytest.mark.slow

P = Permission


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", P.RUN_MEETINGS, P.MANAGE_REGISTER)


@pytest.fixture
def odile(house: House) -> Program:
    return house.program("odile")


def acting(house: House) -> Acting:
    return house.capital.caisse.program


def number_of(house: House, who: str) -> int:
    with inside(house.id):
        number = member_of(person_id=house.persons[who])
    assert number is not None
    return number


def spoken(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": words}


def plan(days: int = 25) -> dict[str, Any]:
    items = [("report", "none"), ("surplus", "ordinary"), ("election", "election"), ("questions", "none")]
    return {
        "titles": spoken("Annual meeting"),
        "mode": "in_person",
        "record_date": TODAY.isoformat(),
        "sittings": [{"starts_at": f"{TODAY + timedelta(days=days)}T18:00:00Z", "venue": "The hall"}],
        "items": [{"kind": kind, "titles": spoken(kind), "majority": majority} for kind, majority in items],
    }


def drafted(program: Program, days: int = 25) -> int:
    answer = program.post("meetings", plan(days) | {"kind": "annual"})
    assert answer.status_code == 201, answer.content
    number: int = answer.json()["number"]
    return number


def test_a_meeting_is_prepared_called_and_held(house: House, manager: Program, odile: Program) -> None:
    number = drafted(manager)
    own = f"meetings/{number}"
    assert odile.get("meetings").json()["coming"] == []
    assert odile.get(own).status_code == 404
    told = manager.get(f"{own}/readiness").json()
    assert (told["faults"], told["least_days"], told["most_days"]) == ([], 20, 45)
    assert manager.post(f"{own}/plan", plan(26)).json() == {"version": 2}
    key = uuid4().hex
    called = [manager.post(f"{own}/call", key=key) for _ in range(2)]
    assert called[0].json() == called[1].json() == {"letters": told["letters"]}
    assert told["letters"] > 0
    seen = odile.get(own).json()
    assert (seen["stands"], seen["version"], [item["place"] for item in seen["items"]]) == (
        "called", 2, [1, 2, 3, 4],
    )  # fmt: skip
    assert [line["number"] for line in odile.get("meetings").json()["coming"]] == [number]
    assert refused(manager.post(f"{own}/plan", plan()), 409, "meeting_under_way")
    assert refused(manager.post(f"{own}/close"), 409, "meeting_step_out_of_order")
    assert refused(manager.post(f"{own}/open"), 409, "roll_not_frozen")
    held_on = TODAY + timedelta(days=26)
    freeze(replace(acting(house), on=held_on), number)
    assert refused(manager.post(f"{own}/open"), 409, "sitting_ahead")
    move_business_date(by=acting(house), to=held_on, although_closed=True)
    for step, body in (("open", None), ("adjourn", {"words": "Late."}), ("open", None), ("close", None)):
        assert manager.post(f"{own}/{step}", body).status_code == 200
    page = odile.get("meetings", limit=1).json()
    assert ([line["stands"] for line in page["over"]], page["next_cursor"]) == (["closed"], None)


def test_every_fault_of_a_call_is_told(manager: Program) -> None:
    number = drafted(manager, 5)
    answer = manager.post(f"meetings/{number}/call")
    assert refused(answer, 409, "meeting_not_callable")
    (fault,) = answer.json()["faults"]
    assert (fault["code"], fault["rule"], fault["days"], fault["left"]) == ("notice_too_short", "Q-26", 20, 5)
    told = manager.get(f"meetings/{number}/readiness").json()
    assert told["faults"][0]["facts"]["earliest"] == (TODAY + timedelta(days=20)).isoformat()
    assert manager.post(f"meetings/{number}/cancel", {"words": "Later."}).json() == {"letters": 0}


def test_a_notice_is_proven_and_given_by_hand(manager: Program) -> None:
    number = drafted(manager)
    manager.post(f"meetings/{number}/call")
    own = f"meetings/{number}/notice"
    told = manager.get(own).json()
    assert told["letters"] == told["on_paper"] + told["waiting"]
    lines = manager.get(f"{own}/letters", on_paper=True).json()["items"]
    assert len(lines) == told["on_paper"] > 0
    assert manager.get(f"{own}/paper").headers["Content-Type"] == "application/pdf"
    body = {"letter_ids": [line["letter_id"] for line in lines], "list_on": TODAY.isoformat()}
    assert manager.post(f"{own}/handed-over", body).json() == {"handed_over": told["on_paper"]}
    assert manager.get(own).json()["handed_over"] == told["on_paper"]
    assert manager.get(f"{own}/paper").status_code == 404
    late = body | {"list_on": (TODAY + timedelta(days=1)).isoformat()}
    assert refused(manager.post(f"{own}/handed-over", late), 409, "handover_in_future")
    first = manager.get(f"{own}/letters", limit=1).json()
    second = manager.get(f"{own}/letters", limit=200, after=first["next_cursor"]).json()
    assert len(second["items"]) == told["letters"] - 1


def test_papers_are_brought_and_taken_away(manager: Program, odile: Program) -> None:
    number = drafted(manager)
    manager.post(f"meetings/{number}/call")
    own = f"meetings/{number}/papers"

    def bring(content: bytes, **told: str) -> Any:
        sent = {"language": "fr", "title": "Rapport", **told, "file": SimpleUploadedFile("r.pdf", content)}
        headers = {"HTTP_AUTHORIZATION": f"Bearer {manager.token}", "HTTP_IDEMPOTENCY_KEY": uuid4().hex}
        return manager.client.post(manager.at(own), sent, **headers)

    assert bring(b"%PDF-1.7 one").json() == {"number": 1}
    assert refused(bring(b"MZ"), 415, "meeting_document_kind_unknown")
    assert bring(b"%PDF-1.7 two", replaces="1").json() == {"number": 2}
    assert odile.get(f"{own}/1/fr").content == b"%PDF-1.7 one"
    assert odile.get(f"{own}/1/en").status_code == 404
    papers = odile.get(f"meetings/{number}").json()["papers"]
    assert [(paper["number"], paper["replaced_by"]) for paper in papers] == [(1, 2), (2, None)]


def test_members_require_a_meeting(manager: Program, odile: Program, house: House) -> None:
    asked = {"language": "fr", "matters": ["Garder la succursale"], "reason": "Elle ferme."}
    answer = odile.post("requisitions", asked)
    assert answer.status_code == 201, answer.content
    own = f"requisitions/{answer.json()['number']}"
    told = odile.get(own).json()
    assert (told["signatures"], told["signed"]) == (1, True)
    assert refused(odile.post(f"{own}/signature"), 409, "signed_already")
    assert house.program("armand").post(f"{own}/signature").status_code == 200
    assert odile.get("requisitions").json()["items"][0]["signatures"] == 2
    assert odile.get("requisitions/99").status_code == 404
    assert odile.post("requisitions", asked | {"matters": ["A", "A"]}).status_code == 409


def test_who_does_not_run_meetings_is_not_let_in(house: House, odile: Program) -> None:
    teller = house.program("teller", P.VIEW_REGISTER)
    assert odile.post("meetings", plan() | {"kind": "annual"}).status_code == 403
    for verb in ("call", "open", "close"):
        assert teller.post(f"meetings/1/{verb}").status_code == 403
    assert teller.get("meetings/1/notice").status_code == 403


@pytest.fixture
def floor(house: House) -> str:
    """The address of a meeting that is open, with everybody there who votes."""
    by = acting(house)
    amended(by, notice_min_days=0)
    sitting = replace(SITTING, starts_at=by.at + timedelta(hours=4))
    number = actions.draft_meeting(by=by, draft=replace(draft(), record_date=by.on, sittings=(sitting,)))
    actions.call_meeting(by=by, number=number)
    actions.draw_roll(by=by, number=number)
    for who in ("odile", "armand"):
        with contextlib.suppress(CorrectionPointless):
            actions.correct_line(
                by=by, number=number, member_number=number_of(house, who), reasons=[], words="They vote."
            )
    actions.freeze_roll(by=by, number=number)
    actions.open_meeting(by=by, number=number)
    for who in ("odile", "armand"):
        actions.check_in(by=by, number=number, person_id=house.persons[who], channel=Channel.HALL)
    return f"meetings/{number}"


def in_english(words: str) -> dict[str, str]:
    return {"en": words}


def test_motions_and_amendments_for_programs(
    house: House, manager: Program, odile: Program, floor: str
) -> None:
    armand = house.program("armand")
    change = {"titles": in_english("Two"), "texts": in_english("That Roy and Cyr be appointed.")}
    assert refused(odile.post(f"{floor}/motions", {"titles": {}, "texts": {}}), 409, "motion_words_missing")
    made = odile.post(f"{floor}/motions", {**change, "item": 2, "amends_item": True})
    assert (made.status_code, made.json()) == (201, {"number": 2})
    own = f"{floor}/motions/2"
    assert refused(odile.post(f"{own}/seconds/mine"), 409, "motion_seconded_already")
    assert refused(manager.post(f"{own}/votes", {"method": "open"}), 409, "seconders_missing")
    assert armand.post(f"{own}/seconds/mine").json() == {"seconds": 1}
    assert refused(manager.post(f"{floor}/votes", {"place": 2, "method": "open"}), 409, "amendments_wait")
    told = odile.get(f"{floor}/motions").json()["items"]
    assert [(each["kind"], each["waits"], each["is_ready"]) for each in told] == [
        ("item", True, True), ("amendment", False, True),
    ]  # fmt: skip
    assert told[1]["base"]["en"] == "That Roy and Associates be appointed."
    assert refused(manager.post(f"{own}/wording", {"texts": in_english("No.")}), 409, "amendment_impossible")
    assert manager.post(f"{own}/votes", {"method": "open"}).json() == {"number": 1}
    assert refused(odile.post(f"{own}/withdrawal/mine"), 409, "motion_not_open")


def test_what_becomes_of_motions_for_programs(
    house: House, manager: Program, odile: Program, floor: str
) -> None:
    number = number_of(house, "odile")
    words = {"titles": in_english("Paint"), "texts": in_english("That the hall be painted.")}
    made = manager.post(f"{floor}/motions/of-members", {**words, "member_number": number, "item": 3})
    assert made.json() == {"number": 1}
    own = f"{floor}/motions/1"
    assert refused(manager.post(f"{own}/seconds", {"member_number": number}), 409, "motion_seconded_already")
    assert refused(manager.post(f"{own}/end", {"becomes": "tabled"}), 409, "motion_unexplained")
    assert manager.post(f"{own}/end", {"becomes": "tabled", "words": "Next year"}).status_code == 200
    assert manager.post(f"{own}/end", {"becomes": "taken_up"}).status_code == 200
    assert refused(manager.post(f"{own}/admission", {}), 409, "motion_not_open")
    parts = [{"titles": in_english(each), "texts": in_english(each)} for each in ("One", "Two")]
    assert manager.post(f"{own}/parts", {"parts": parts}).json() == {"numbers": [2, 3]}
    for part, becomes in ((2, "referred"), (3, "withdrawn")):
        body = {"becomes": becomes, "words": "The board"}
        assert manager.post(f"{floor}/motions/{part}/end", body).status_code == 200
    assert manager.post(f"{floor}/items/2/motion").json() == {"number": 4}
    assert refused(
        manager.post(f"{floor}/motions/4/end", {"becomes": "refused", "words": "No."}), 409, "motion_not_open"
    )


def test_the_floor_for_programs(house: House, manager: Program, odile: Program, floor: str) -> None:
    assert refused(odile.post(f"{floor}/floor/requests/mine", {}), 409, "no_item_treated")
    assert manager.post(f"{floor}/floor/item", {"item": 2}).status_code == 200
    assert odile.post(f"{floor}/floor/requests/mine", {}).json() == {"asked": 2}
    body = {"member_number": number_of(house, "armand"), "is_point": True}
    assert manager.post(f"{floor}/floor/requests", body).json() == {"asked": 3}
    told = odile.get(f"{floor}/floor").json()
    assert (told["item"], [each["asked"] for each in told["waiting"]], told["minutes_max"]) == (2, [3, 2], 3)
    assert manager.post(f"{floor}/floor/turn", {}).json() == {"asked": 3}
    assert odile.get(f"{floor}/floor").json()["speaking"]["is_point"] is True
    assert manager.post(f"{floor}/floor/turn/end").status_code == 200
    ruling = {"is_upheld": False, "words": "In order."}
    assert manager.post(f"{floor}/floor/requests/3/ruling", ruling).status_code == 200
    assert house.program("armand").post(f"{floor}/floor/requests/3/appeal").json() == {"number": 1}
    assert odile.post(f"{floor}/floor/requests/2/taken-back").status_code == 200
    assert manager.post(f"{floor}/floor/list", {"is_closed": True}).status_code == 200
    assert refused(odile.post(f"{floor}/floor/requests/mine", {}), 409, "speaking_list_closed")
    assert refused(manager.post(f"{floor}/floor/turn", {"passes": True}), 409, "nobody_speaks")
    assert manager.post(f"{floor}/floor/item", {"item": None}).status_code == 200


def test_the_code_of_a_notice_lets_in(house: House, manager: Program, odile: Program, floor: str) -> None:
    number = number_of(house, "odile")
    with inside(house.id):
        code = entry_code(meeting_id=meeting(1).id, member_number=number)
    assert manager.post(f"{floor}/attendance", {"entry_code": code, "act": "leave"}).status_code == 200
    assert manager.get(f"{floor}/attendance").json()["voters"] == 1
    assert manager.post(f"{floor}/attendance", {"entry_code": code.lower()}).status_code == 200
    assert manager.get(f"{floor}/attendance").json()["voters"] == 2
    other = f"{number_of(house, 'armand')}-{code.split('-', 1)[1]}"
    assert refused(manager.post(f"{floor}/attendance", {"entry_code": other}), 409, EntryCodeUnknown.code)
    for neither_one in ({}, {"entry_code": code, "member_number": number}):
        assert manager.post(f"{floor}/attendance", neither_one).status_code == 422


def test_what_a_vote_needs_and_the_quorum_are_told(manager: Program, odile: Program, floor: str) -> None:
    assert manager.get(f"{floor}/attendance").json()["quorum"] == 1
    assert manager.post(f"{floor}/votes", {"place": 2, "method": "open"}).status_code == 201
    (told,) = odile.get(f"{floor}/votes").json()["items"]
    assert told["terms"] == {
        "part": "1/2", "is_exceeded": True, "basis": "cast", "quorum_needed": 1, "quorum_at_opening": True,
        "has_casting_vote": False,
    }  # fmt: skip


def test_a_guest_is_let_in_with_a_voice(house: House, manager: Program, floor: str) -> None:
    leaves = {"member_number": number_of(house, "odile"), "act": "leave"}
    assert manager.post(f"{floor}/attendance", leaves).status_code == 200
    assert manager.post(f"{floor}/floor/item", {"item": 2}).status_code == 200
    odile = house.program("odile")
    for may_speak in (False, True):
        comes = {**leaves, "act": "guest", "may_speak": may_speak}
        assert manager.post(f"{floor}/attendance", comes).status_code == 200
        assert odile.post(f"{floor}/floor/requests/mine", {}).status_code == (200 if may_speak else 409)
        assert manager.post(f"{floor}/attendance", leaves).status_code == 200


def test_nobody_comes_online_to_a_hall(house: House, manager: Program, odile: Program, floor: str) -> None:
    leaves = {"member_number": number_of(house, "odile"), "act": "leave"}
    assert manager.post(f"{floor}/attendance", leaves).status_code == 200
    assert refused(odile.post(f"{floor}/attendance/mine", {"act": "come"}), 409, "meeting_in_person")


def test_questions_for_programs(house: House, manager: Program, odile: Program, floor: str) -> None:
    body = {"language": "en", "words": "Why?", "is_unnamed": True}
    assert odile.post(f"{floor}/questions", body).json() == {"number": 1}
    assert manager.post(f"{floor}/questions/1/answers", {"words": "Because."}).status_code == 200
    (own,) = odile.get(f"{floor}/questions").json()["items"]
    (other,) = house.program("armand").get(f"{floor}/questions").json()["items"]
    (office,) = manager.get(f"{floor}/questions").json()["items"]
    assert (bool(own["name"]), other["name"], bool(office["name"])) == (True, "", True)
    assert other["answers"][0]["words"] == "Because."
