"""Meetings, notices, papers and requisitions over the API, as the pages have them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capital.conftest import TODAY
from rochdale.cooperatives.queries import Permission

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


def test_a_meeting_is_prepared_called_and_held(manager: Program, odile: Program) -> None:
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
