"""Over HTTP: a seat is closed, a candidate answers on paper, and what follows from amended words is chosen."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from assembly.decision_cases import NAMES, board
from assembly.floor import called, freeze
from assembly.meeting_cases import ITEMS, words
from assembly.nomination_cases import bylaws
from assembly.test_motions import facts
from journeys.conftest import TODAY, Caisse
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import ItemDraft, MotionDraft, Under
from rochdale.assembly.models import BodyKind, FilledBy, ItemKind, Majority, Resolution, VoteMethod
from rochdale.cooperatives import actions as cooperatives
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow
Enter = Callable[[Caisse, str], Client]


@pytest.fixture
def decides(caisse: Caisse) -> Caisse:
    """The caisse, under the by-laws of Quebec."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    return caisse


def says(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def api(client: Client, caisse: Caisse, path: str, body: Any, status: int = 200) -> Any:
    key = {"HTTP_IDEMPOTENCY_KEY": uuid.uuid4().hex}
    address = f"/api/v1/{caisse.slug}/{path}"
    answer = client.post(address, json.dumps(body), content_type="application/json", **key)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_the_secretary_closes_a_seat(decides: Caisse, enter: Enter) -> None:
    seats = board(decides.by, seats=7)
    officer, member = enter(decides, "officer"), enter(decides, "2")
    here = decides.at(f"seats/{seats[6]}/")
    assert f"{here}close/" in says(officer, here)
    assert f"{here}close/" not in says(member, here)
    says(member, f"{here}close/", 403)
    says(officer, decides.at(f"seats/{uuid.uuid4()}/close/"), 404)
    assert "no election fills it" in says(officer, f"{here}close/")
    assert officer.post(f"{here}close/", {"on": TODAY.isoformat(), "words": ""}).status_code == 400
    told = {"on": (TODAY + timedelta(days=3)).isoformat(), "words": "Six seats since the meeting of March."}
    assert officer.post(f"{here}close/", told).headers["Location"] == decides.at("bodies/board/")
    assert "closed from" in says(officer, decides.at("bodies/board/"))
    assert "Six seats since the meeting of March." in says(officer, here)
    assert f"{here}close/" not in says(officer, here)
    assert officer.post(f"{here}close/", told).status_code == 409
    # A program does the same.
    api(officer, decides, f"seats/{seats[5]}/closing", {"words": "Five seats."})
    api(officer, decides, f"seats/{seats[5]}/closing", {"words": "Five seats."}, 409)
    api(officer, decides, f"seats/{uuid.uuid4()}/closing", {"words": "Five seats."}, 404)
    api(officer, decides, f"seats/{seats[4]}/closing", {"words": "Four seats."}, 409)
    bodies = officer.get(f"/api/v1/{decides.slug}/bodies/board").json()["seats"]
    assert [seat["closes_on"] for seat in bodies][-1] == told["on"]
    assert len(bodies) == 6


def test_the_office_writes_down_what_a_candidate_answers_on_paper(decides: Caisse, enter: Enter) -> None:
    by = decides.by
    bylaws(by, candidate_order="alphabetical", candidate_membership_days=0, candidate_age_years=0)
    called(by)
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    actions.open_seat(by=by, code="board", term_years=3, from_on=by.on - timedelta(days=1))
    actions.call_nominations(by=by, number=1, code="board", closes_on=by.on)
    officer, one, other = enter(decides, "officer"), enter(decides, "1"), enter(decides, "2")
    here = decides.at("meetings/1/elections/board/")
    assert "reçoit une lettre qui dit qui propose" in says(one, f"{here}nominate/")
    for place in (1, 2):
        sent = one.post(f"{here}nominate/", {"member_number": decides.members[place].number})
        assert sent.status_code == 302
    nomination = f"{here}nominations/1/"
    assert 'value="decline"' in says(officer, nomination)
    assert 'value="decline"' not in says(other, nomination)
    assert one.post(f"{nomination}answer/", {"act": "accept"}).status_code == 403
    assert officer.post(f"{nomination}answer/", {"act": "perhaps"}).status_code == 302
    assert 'value="accept"' in says(officer, nomination)
    assert officer.post(f"{nomination}answer/", {"act": "accept"}).status_code == 302
    assert 'value="accept"' not in says(officer, nomination)
    assert officer.post(f"{nomination}answer/", {"act": "accept"}).status_code == 409
    path = "meetings/1/elections/board/nominations/2/answer"
    api(officer, decides, path, {"accepts": False})
    api(officer, decides, path, {"accepts": True}, 409)
    assert 'value="decline"' not in says(officer, f"{here}nominations/2/")


@pytest.fixture
def amended(decides: Caisse) -> str:
    """The page of an item that was amended at an open meeting, with what the plan said of the words before."""
    by = decides.by
    bylaws(by, floor_seconders=0, quorum_members=1)
    item = ItemDraft(
        ItemKind.BYLAW, words("Quorum", "Quorum"),
        words("Que le quorum soit de 3.", "That the quorum be 3."), Majority.SPECIAL,
        effect="amend_bylaw", effect_facts=facts(3),
    )  # fmt: skip
    called(by, items=(ITEMS[0], item), kind=queries.MeetingKind.SPECIAL)
    freeze(by, 1)
    opened = replace(by, at=datetime.now(UTC))
    actions.open_meeting(by=opened, number=1)
    people = [line.person_id for line in decides.members[:2]]
    for person_id in people:
        actions.check_in(by=opened, number=1, person_id=person_id, channel=queries.Channel.HALL)
    moved = actions.move_motion(
        by=replace(opened, person_id=people[0]), number=1, person_id=people[0],
        draft=MotionDraft({"en": "Four"}, {"en": "That the quorum be 4."}),
        under=Under(place=2, amends_item=True),
    )  # fmt: skip
    vote = actions.put_motion(by=opened, number=1, motion=moved, method=VoteMethod.ROLL_CALL)
    for person_id in people:
        actions.call_out(by=opened, number=1, vote_number=vote, voter_id=person_id, choice=queries.Choice.YES)
    actions.close_vote(by=opened, number=1, vote_number=vote)
    return decides.at("meetings/1/motions/1/")


def test_what_follows_from_amended_words_is_chosen_before_the_vote(
    decides: Caisse, amended: str, enter: Enter
) -> None:
    officer, member = enter(decides, "officer"), enter(decides, "1")
    floor = decides.at("meetings/1/floor/")
    choosing = f"{amended}effect/"
    assert choosing in says(officer, floor)
    shown = says(officer, amended)
    assert "does not follow any more" in shown
    assert choosing in shown
    assert "What follows from it" not in says(member, amended)
    says(member, choosing, 403)
    kinds = says(officer, choosing)
    assert "What the plan said" in kinds
    assert "That the quorum be 4." in kinds
    asked = f"{choosing}?kind=amend_bylaw&of=quorum_members"
    assert 'name="value"' in says(officer, asked)
    assert officer.post(asked, {"value": "many", "effective_from": "2027-01-01"}).status_code == 400
    assert officer.post(asked, {"value": "4", "effective_from": "2027-01-01"}).headers["Location"] == choosing
    assert re.search(r"What follows from the amended words.*\b4\b", says(officer, choosing), re.DOTALL)
    assert choosing not in says(officer, floor)
    officer.post(decides.at("meetings/1/floor/items/2/"), {"item2-method": "roll_call"})
    assert officer.get(choosing).status_code == 302
    with inside(decides.by.cooperative_id):
        assert not Resolution.objects.filter(effect="amend_bylaw").exists()


def test_a_program_chooses_it_too(decides: Caisse, amended: str, enter: Enter) -> None:
    officer = enter(decides, "officer")
    path = "meetings/1/motions/1/effect"
    api(officer, decides, path, {"effect": "amend_bylaw", "facts": facts(4)})
    api(officer, decides, path, {"effect": "no_such_thing"}, 409)
    api(officer, decides, "meetings/1/motions/2/effect", {"effect": ""}, 409)
    choosing = decides.at("meetings/1/motions/1/effect/")
    assert "Nothing, until it is chosen." not in says(officer, choosing)
    assert officer.post(choosing).headers["Location"] == choosing
    assert "Nothing: so it was chosen." in says(officer, choosing)
    api(officer, decides, path, {"effect": ""})
    assert "Nothing follows from it by itself." in says(officer, amended)
