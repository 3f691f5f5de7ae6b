"""What follows from a resolution, over HTTP: the register, an effect, objections, the board, and tasks."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

import visiting
from assembly.decision_cases import ADOPTED, LOST, amendment, board, decided, holding, old_mandate
from assembly.floor import called
from assembly.meeting_cases import draft
from assembly.test_mandates import election
from rochdale.assembly import actions, queries
from rochdale.assembly.models import MeetingKind
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import OfficeKind
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse

pytestmark = pytest.mark.slow
Enter = Callable[[Caisse, str], Client]


@pytest.fixture
def decides(caisse: Caisse) -> Caisse:
    """The caisse, under the by-laws of Quebec."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse")
    return caisse


def text(client: Client, caisse: Caisse, path: str, status: int = 200) -> str:
    answer = client.get(caisse.at(path))
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def api(client: Client, caisse: Caisse, path: str, body: Any = None, status: int = 201) -> Any:
    """Ask as a program in a browser's session: GET without a body, else POST."""
    address = f"/api/v1/{caisse.slug}/{path}"
    if body is None:
        answer = client.get(address)
    else:
        key = {"HTTP_IDEMPOTENCY_KEY": uuid.uuid4().hex}
        answer = client.post(address, json.dumps(body), content_type="application/json", **key)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def quorum(caisse: Caisse) -> int:
    with inside(caisse.by.cooperative_id):
        return institutions.bylaw("quorum_members", TODAY).number


def test_the_secretary_sees_what_a_resolution_changes_and_carries_it_out_once(
    decides: Caisse, enter: Enter
) -> None:
    number = decided(decides.by, "amend_bylaw", amendment(decides.by, 77))
    officer, path = enter(decides, "officer"), f"resolutions/{number}/"
    assert f"resolutions/{number}/" in text(officer, decides, "")
    assert f"{path}effect/" in text(officer, decides, path)
    before = text(officer, decides, f"{path}effect/")
    assert "77 member" in before
    assert "Quorum of a general meeting, in members" in before
    answer = officer.post(decides.at(f"{path}effect/"))
    assert answer.headers["Location"] == decides.at(path)
    assert quorum(decides) == 77
    shown = text(officer, decides, path)
    assert "Carried out on" in shown
    assert decides.at("join/bylaws/") in shown
    again = officer.post(decides.at(f"{path}effect/"))
    assert again.status_code == 409
    assert "runs once" in again.content.decode()
    assert officer.get(decides.at(f"{path}effect/")).status_code == 302


def test_members_read_what_their_meetings_decided_and_not_what_the_board_did(
    decides: Caisse, enter: Enter
) -> None:
    adopted, lost = decided(decides.by), decided(decides.by, counted=LOST)
    of_board = decided(decides.by, kind=MeetingKind.BOARD)
    member = enter(decides, "1")
    shown = text(member, decides, "resolutions/")
    assert f"/resolutions/{adopted}/" in shown
    assert f"/resolutions/{lost}/" in shown
    assert f"/resolutions/{of_board}/" not in shown
    text(member, decides, f"resolutions/{of_board}/", 404)
    text(member, decides, "resolutions/999/", 404)
    assert f"/resolutions/{lost}/" not in text(member, decides, "resolutions/?show=adopted")
    assert f"/resolutions/{adopted}/" not in text(member, decides, "resolutions/?q=zebra")
    one = text(member, decides, f"resolutions/{adopted}/")
    assert "2 × 70 = 140 &gt; 90 = 1 × 90" in one
    items = api(member, decides, "resolutions", status=200)["items"]
    assert [each["number"] for each in items] == [lost, adopted]
    told = api(member, decides, f"resolutions/{adopted}", status=200)
    assert (told["figures"]["yes"], told["threshold"]["part"]) == (70, "1/2")
    api(member, decides, f"resolutions/{of_board}", status=404)


def test_where_the_bylaws_close_the_register_members_do_not_read_it(decides: Caisse, enter: Enter) -> None:
    closed = BylawChange("resolutions_open_to_members", value=False)
    cooperatives.amend_bylaw(by=decides.by, changes=[closed], effective_from=TODAY, resolution="AGM")
    decided(decides.by)
    member, officer = enter(decides, "1"), enter(decides, "officer")
    text(member, decides, "resolutions/", 403)
    text(officer, decides, "resolutions/")
    api(member, decides, "resolutions", status=403)


def test_a_member_objects_on_the_page_and_a_program_too(decides: Caisse, enter: Enter) -> None:
    number = decided(decides.by)
    first, second, officer = enter(decides, "1"), enter(decides, "2"), enter(decides, "officer")
    path = f"resolutions/{number}/"
    assert f"{path}objection/" in text(first, decides, path)
    assert first.post(decides.at(f"{path}objection/"), {"words": " "}).status_code == 400
    assert first.post(decides.at(f"{path}objection/"), {"words": "Trop cher."}).status_code == 302
    shown = text(first, decides, path)
    assert "Trop cher." in shown
    assert f"{path}objection/" not in shown
    api(second, decides, f"resolutions/{number}/objections", {"words": "Too soon."})
    api(second, decides, f"resolutions/{number}/objections", {"words": "Again."}, 409)
    api(second, decides, f"resolutions/{number}/objections", {"words": "x", "member_number": 3}, 403)
    sent = {"words": "Said in the hall.", "member_number": "3"}
    assert officer.post(decides.at(f"{path}objections/"), sent).status_code == 302
    assert len(api(officer, decides, f"resolutions/{number}", status=200)["objections"]) == 3


def test_a_resolution_is_annulled_and_its_effect_does_not_run(decides: Caisse, enter: Enter) -> None:
    number = decided(decides.by, "amend_bylaw", amendment(decides.by, 77))
    later = decided(decides.by, "amend_bylaw", amendment(decides.by, 78))
    officer, path = enter(decides, "officer"), f"resolutions/{number}/"
    sent = {"ground": "resolution", "words": "Decided anew."}
    assert officer.post(decides.at(f"{path}annulment/"), sent).status_code == 400
    assert officer.post(decides.at(f"{path}annulment/"), sent | {"by_number": later}).status_code == 302
    assert "no longer holds" in text(officer, decides, path)
    assert f"/resolutions/{number}/" in text(officer, decides, f"resolutions/{later}/")
    api(officer, decides, f"resolutions/{number}/effect", {}, 409)
    ahead = api(officer, decides, f"resolutions/{later}/effect", status=200)
    assert ahead["effects"][0]["after"].startswith("78")
    api(officer, decides, f"resolutions/{later}/annulment", {"ground": "tribunal", "words": "Judgment."})
    assert api(officer, decides, f"resolutions/{later}", status=200)["annulment"]["ground"] == "tribunal"


def test_what_is_to_be_done_waits_for_who_does_it(decides: Caisse, enter: Enter) -> None:
    number, person_id = decided(decides.by, "other"), decides.members[0].person_id
    seats = board(decides.by)
    actions.run_effect(by=decides.by, number=decided(decides.by, "fill_seats", holding(seats[0], person_id)))
    officer, member = enter(decides, "officer"), enter(decides, "1")
    due = (TODAY + timedelta(days=9)).isoformat()
    path = f"resolutions/{number}/follow-up/"
    sent = {"words": "Ask for offers.", "person": str(person_id), "due_on": due}
    assert officer.post(decides.at(path), sent | {"person": "nobody"}).status_code == 400
    assert officer.post(decides.at(path), sent).status_code == 302
    (task,) = api(officer, decides, "follow-ups", status=200)["items"]
    here = f"follow-ups/{task['id']}/"
    assert here in text(officer, decides, "follow-ups/")
    assert here not in text(officer, decides, "")
    director = Client()
    visiting.enter(director, decides.email("1"))
    assert here in text(director, decides, "")
    assert member.post(decides.at(here), {"kind": "dropped", "words": "x"}).status_code == 400
    assert member.post(decides.at(here), {"kind": "noted", "words": ""}).status_code == 400
    assert member.post(decides.at(here), {"kind": "noted", "words": "One offer came."}).status_code == 302
    text(enter(decides, "2"), decides, here, 404)
    steps = f"follow-ups/{task['id']}/steps"
    api(officer, decides, steps, {"kind": "postponed", "due_on": due})
    api(member, decides, steps, {"kind": "done", "words": "Signed."})
    api(member, decides, steps, {"kind": "noted", "words": "Late."}, 409)
    api(enter(decides, "2"), decides, steps, {"kind": "done", "words": "x"}, 404)
    assert "One offer came." in text(officer, decides, here)
    id_ = api(
        officer, decides, f"resolutions/{number}/follow-ups",
        {"words": "Tell the town.", "person_id": str(person_id), "due_on": due},
    )["id"]  # fmt: skip
    text(member, decides, f"follow-ups/{id_}/")


def test_everybody_sees_the_board_as_of_any_day(decides: Caisse, enter: Enter) -> None:
    member = enter(decides, "2")
    assert "not written down yet" in text(member, decides, "board/")
    seats = board(decides.by)
    old_mandate(decides.by, seats[0], decides.members[2].person_id)
    shown = text(member, decides, "board/")
    assert "Noël Œuvrard" in shown
    assert "2 seats are vacant" in shown
    assert "Noël Œuvrard" not in text(member, decides, "bodies/board/?on=2020-03-01")
    assert "Noël Œuvrard" in text(member, decides, f"seats/{seats[0]}/")
    text(member, decides, f"seats/{uuid.uuid4()}/", 404)
    text(member, decides, "bodies/nobody/", 404)
    told = api(member, decides, "bodies/board?on=2020-03-01", status=200)
    assert told["vacancies"] == 3
    assert [each["code"] for each in api(member, decides, "bodies", status=200)["items"]] == ["board"]
    assert len(api(member, decides, f"seats/{seats[0]}/mandates", status=200)["items"]) == 1
    api(member, decides, "bodies/nobody", status=404)


def test_the_secretary_makes_a_body_and_fills_its_seats_by_an_election(decides: Caisse, enter: Enter) -> None:
    officer = enter(decides, "officer")
    text(officer, decides, "bodies/")
    names = {"kind": "board", "filled_by": "general_meeting", "name_fr": "Conseil", "name_en": "Board"}
    assert officer.post(decides.at("bodies/"), names).headers["Location"] == decides.at("bodies/board/seats/")
    assert officer.post(decides.at("bodies/board/seats/"), {"term_years": 3}).status_code == 302
    number = election(decides.by)
    with inside(decides.by.cooperative_id):
        (seat,) = queries.composition("board", on=TODAY).seats
    sent = {"item": f"{number}/2", "seat": str(seat.id), "member_number": "2"}
    assert "seat 1: vacant" in text(officer, decides, "bodies/board/elected/")
    assert officer.post(decides.at("bodies/board/elected/"), sent).status_code == 302
    assert "Marc Roy" in text(officer, decides, "board/")
    with inside(decides.by.cooperative_id):
        (mandate,) = queries.mandates_of_seat(seat.id)
    assert f"meeting {number}" in text(officer, decides, f"seats/{seat.id}/")
    path = f"mandates/{mandate.id}/end/"
    text(officer, decides, path)
    end = {"kind": "resignation", "on": TODAY.isoformat(), "words": "Moves away."}
    assert officer.post(decides.at(path), end).status_code == 302
    assert "1 seat is vacant" in text(officer, decides, "board/")
    assert "Moves away." in text(officer, decides, f"seats/{seat.id}/")
    assert "Moves away." not in text(enter(decides, "1"), decides, f"seats/{seat.id}/")


def test_a_program_does_the_same(decides: Caisse, enter: Enter) -> None:
    officer = enter(decides, "officer")
    names = {
        "code": "board",
        "kind": "board",
        "names": {"fr": "C", "en": "B"},
        "filled_by": "general_meeting",
    }
    api(officer, decides, "bodies", names)
    api(officer, decides, "bodies", names, 409)
    ids = [api(officer, decides, "bodies/board/seats", {"term_years": 3})["id"] for _ in range(2)]
    person = str(decides.members[1].person_id)
    asked = {
        "meeting": election(decides.by),
        "item": 2,
        "elected": [{"seat_id": ids[0], "person_id": person}],
    }
    (given,) = api(officer, decides, "mandates/elected", asked)["ids"]
    api(officer, decides, f"mandates/{given}/end", {"kind": "death", "words": "On 20 November."}, 200)
    api(officer, decides, f"mandates/{given}/end", {"kind": "death", "words": "Again."}, 409)
    api(officer, decides, f"mandates/{uuid.uuid4()}/end", {"kind": "death", "words": "x"}, 404)


def test_a_manager_writes_down_who_was_in_office_before(decides: Caisse, enter: Enter) -> None:
    seats = board(decides.by)
    manager = decides.members[2]
    cooperatives.appoint(by=decides.by, person_id=manager.person_id, office=OfficeKind.MANAGER)
    client = Client()
    visiting.enter(client, decides.email("3"))
    assert "in-office" in text(client, decides, "board/")
    old = {"from_on": "2024-05-02", "until_on": "2027-05-02"}
    sent = {"seat": str(seats[0]), "member_number": "2", **old}
    assert client.post(decides.at("bodies/board/in-office/"), sent).status_code == 302
    assert "Marc Roy" in text(client, decides, "board/")
    asked = {"seat_id": str(seats[1]), "person_id": str(decides.members[0].person_id), **old}
    api(client, decides, "mandates/in-office", asked)
    text(enter(decides, "officer"), decides, "bodies/board/in-office/", 403)


def test_a_director_has_no_office_any_more_on_the_day_the_mandate_ends(decides: Caisse, enter: Enter) -> None:
    seats = board(decides.by)
    old_mandate(decides.by, seats[0], decides.members[0].person_id, days_left=1)
    number = decided(decides.by, kind=MeetingKind.BOARD, counted=ADOPTED)
    client = Client()
    visiting.enter(client, decides.email("1"))
    text(client, decides, f"resolutions/{number}/")
    tomorrow = TODAY + timedelta(days=1)
    cooperatives.move_business_date(by=decides.by, to=tomorrow)
    text(client, decides, f"resolutions/{number}/", 404)


def board_met(caisse: Caisse) -> int:
    """A board of one director, who met."""
    (seat_id,) = board(caisse.by, seats=1)
    old_mandate(caisse.by, seat_id, caisse.members[0].person_id)
    today = replace(draft().sittings[0], starts_at=caisse.by.at)
    called = replace(draft(), kind=MeetingKind.BOARD, sittings=[today], items=draft().items[:2])
    number = actions.draft_meeting(by=caisse.by, draft=called)
    actions.call_meeting(by=caisse.by, number=number)
    actions.open_meeting(by=caisse.by, number=number)
    return number


def test_the_secretary_writes_down_who_came_and_directors_read_it(decides: Caisse, enter: Enter) -> None:
    number = board_met(decides)
    officer, member = enter(decides, "officer"), enter(decides, "2")
    path = f"meetings/{number}/attendance/board/"
    assert path in text(officer, decides, f"meetings/{number}/")
    text(officer, decides, f"meetings/{number}/attendance/none/", 404)
    (name,) = re.findall(r'name="([0-9a-f]{32})"[^>]*value="excused"', text(officer, decides, path))
    assert officer.post(decides.at(path), {name: "nowhere"}).status_code == 400
    assert officer.post(decides.at(path), {name: "excused"}).headers["Location"] == decides.at(
        f"meetings/{number}/"
    )
    director = Client()
    visiting.enter(director, decides.email("1"))
    assert f"meetings/{number}/" in text(director, decides, "meetings/")
    shown = text(director, decides, f"meetings/{number}/")
    assert "Anaïs Côté-Lévesque" in shown
    assert "Excused" in shown
    assert path not in shown
    assert f"meetings/{number}/" not in text(member, decides, "meetings/")
    text(member, decides, f"meetings/{number}/", 404)
    assert "came to 0 of 1 meeting in twelve months" in text(member, decides, "board/")


def test_a_program_writes_down_who_came(decides: Caisse, enter: Enter) -> None:
    number = board_met(decides)
    officer, path = enter(decides, "officer"), f"meetings/{number}/bodies/board/attendance"
    told = api(officer, decides, path, status=200)
    assert (told["version"], [each["state"] for each in told["items"]]) == (0, [""])
    line = {"mandate_id": told["items"][0]["mandate_id"], "state": "online"}
    api(officer, decides, path, {"items": []}, 409)
    api(officer, decides, f"meetings/{number}/bodies/none/attendance", {"items": [line]}, 404)
    assert api(officer, decides, path, {"items": [line]}) == {"version": 1}
    assert [each["state"] for each in api(officer, decides, path, status=200)["items"]] == ["online"]
    (seat,) = api(officer, decides, "bodies/board", status=200)["seats"]
    assert (seat["came"], seat["meetings"]) == (1, 1)
    api(enter(decides, "2"), decides, path, status=403)


@pytest.fixture
def board_meeting(decides: Caisse) -> str:
    """The page of a meeting of a board of two, both members, that is open."""
    by = decides.by
    for seat, line in zip(board(by, seats=2), decides.members, strict=False):
        old_mandate(by, seat, line.person_id)
    called(by, draft().items[:2], MeetingKind.BOARD)
    actions.open_meeting(by=by, number=1)
    return "meetings/1/"


def test_the_secretary_writes_down_who_came_and_what_the_board_decided(
    decides: Caisse, board_meeting: str, enter: Enter
) -> None:
    officer = enter(decides, "officer")
    decide = f"{board_meeting}items/2/decide/"
    assert decides.at(decide) in text(officer, decides, board_meeting)
    assert "Put to the vote" not in text(officer, decides, f"{board_meeting}floor/")
    counted = {"yes": 2, "no": 0, "abstain": 0, "casting_vote": ""}
    assert officer.post(decides.at(decide), counted).status_code == 409  # nobody knows yet who came
    people = re.findall(r'name="([0-9a-f]{32})"', text(officer, decides, f"{board_meeting}attendance/board/"))
    came = dict.fromkeys(people, "present")
    assert len(came) == 2
    assert officer.post(decides.at(f"{board_meeting}attendance/board/"), came).status_code == 302
    assert officer.post(decides.at(decide), {"yes": ""}).status_code == 400
    assert officer.post(decides.at(decide), counted).status_code == 302
    after = text(officer, decides, board_meeting)
    assert decides.at("resolutions/1/") in after
    assert decides.at(decide) not in after
    assert ">adopted<" in text(officer, decides, "resolutions/1/")
    member = enter(decides, str(decides.members[0].number))
    assert member.post(decides.at(decide), counted).status_code == 403


def test_a_program_writes_down_what_the_board_decided(
    decides: Caisse, board_meeting: str, enter: Enter
) -> None:
    officer = enter(decides, "officer")
    here = f"{board_meeting}items/2/decision"
    api(officer, decides, here, {"yes": 2, "no": 0}, status=409)
    told = api(officer, decides, f"{board_meeting}bodies/board/attendance", status=200)
    came = [{"mandate_id": each["mandate_id"], "state": "present"} for each in told["items"]]
    api(officer, decides, f"{board_meeting}bodies/board/attendance", {"items": came})
    api(officer, decides, here, {"yes": 3, "no": 0}, status=409)
    assert api(officer, decides, here, {"yes": 1, "no": 1, "casting_vote": "no"}) == {"resolution": 1}
