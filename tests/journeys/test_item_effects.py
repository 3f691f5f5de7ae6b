"""What follows from an item of the agenda, chosen on pages and by programs, and run once the item is adopted."""

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

from assembly.decision_cases import ADOPTED, board, old_mandate
from assembly.meeting_cases import ITEMS, draft, resolved
from rochdale.assembly import actions, queries
from rochdale.assembly.models import AgendaItem, Majority, Meeting, MeetingKind
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import actions as membership
from rochdale.membership.actions import BoardVote, Particulars, Right
from rochdale.tenancy.actions import inside
from rochdale.voting.motions import TWO_THIRDS, Terms

from .conftest import TODAY, Caisse

pytestmark = pytest.mark.slow
Enter = Callable[[Caisse, str], Client]
IN_A_YEAR = (TODAY + timedelta(days=365)).isoformat()


@pytest.fixture
def planned(caisse: Caisse) -> int:
    """A special meeting with one motion, under the by-laws of Quebec; a board of two, one of them a member."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse")
    seats = board(caisse.by, seats=2)
    old_mandate(caisse.by, seats[0], caisse.members[0].person_id)
    (auditor,) = membership.add_persons(by=caisse.by, particulars=[Particulars("Comptable", "Claire")])
    cooperatives.appoint(by=caisse.by, person_id=auditor, office=OfficeKind.AUDITOR)
    special = replace(draft(), kind=MeetingKind.SPECIAL, items=ITEMS[:2])
    return actions.draft_meeting(by=caisse.by, draft=special)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def facts(caisse: Caisse, number: int) -> tuple[str, dict[str, Any]]:
    with inside(caisse.by.cooperative_id):
        item = queries.meeting(number).item(2)
        return item.effect, dict(item.effect_facts)


def option(client: Client, address: str, label: str) -> str:
    """The address behind a line to choose."""
    found = re.search(rf'href="([^"]+)">{label}<', page(client, address))
    assert found, label
    return f"{address.partition('?')[0]}{found[1].replace('&amp;', '&')}"


def run(caisse: Caisse, number: int) -> None:
    """Adopt the motion, by two thirds where it amends the by-laws, and carry out what follows."""
    with inside(caisse.by.cooperative_id):
        meeting = Meeting.objects.get(number=number)
        item = AgendaItem.objects.get(id=queries.meeting(number).item(2).id)
    terms = Terms(TWO_THIRDS) if item.majority == Majority.SPECIAL else Terms()
    counted = replace(ADOPTED, terms=terms)
    actions.run_effect(by=caisse.by, number=resolved(caisse.by, counted, meeting, item).number)


def test_an_amendment_is_chosen_and_takes_effect(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer, here = enter(caisse, "officer"), caisse.at(f"meetings/{planned}/items/2/effect/")
    assert here in page(officer, caisse.at(f"meetings/{planned}/"))
    assert caisse.at(f"meetings/{planned}/items/1/effect/") not in page(
        officer, caisse.at(f"meetings/{planned}/")
    )
    kind = option(officer, here, "Amends the by-laws")
    quorum = option(officer, kind, "Quorum of a general meeting, in members")
    page(officer, quorum)
    assert officer.post(quorum, {"value": "many", "effective_from": IN_A_YEAR}).status_code == 400
    first = {"value": "77", "effective_from": TODAY.isoformat()}
    assert officer.post(quorum, first).headers["Location"] == here
    part = option(officer, kind, "Quorum of a general meeting, as a part of the members who may vote")
    assert (
        "two whole numbers"
        in officer.post(part, {"value": "half", "effective_from": "2026-11-23"}).content.decode()
    )
    assert officer.post(part, {"value": "1/10", "effective_from": TODAY.isoformat()}).status_code == 302
    casting = option(officer, kind, "The chair has a further vote where yes and no are equal")
    assert officer.post(casting, {"value": "yes", "effective_from": TODAY.isoformat()}).status_code == 302
    shown = page(officer, here)
    assert "77 members" in shown
    assert "Once adopted: amends the by-laws" in page(officer, caisse.at(f"meetings/{planned}/"))
    effect, told = facts(caisse, planned)
    assert effect == "amend_bylaw"
    assert [(each["name"], each["value"]) for each in told["changes"]] == [
        ("quorum_members", 77),
        ("quorum_fraction", "1/10"),
        ("chair_casting_vote", True),
    ]
    run(caisse, planned)
    with inside(caisse.by.cooperative_id):
        assert institutions.bylaw("quorum_members", TODAY).number == 77
        assert institutions.bylaw("chair_casting_vote", TODAY).allowed


@pytest.mark.parametrize(
    ("parameter", "value", "kept"),
    [
        ("Ways to hold a meeting", ["virtual", "hybrid"], ["virtual", "hybrid"]),
        ("What the result is called", "surpluses", "surpluses"),
        ("The common bond in plain words, in English", "Who lives in town.", "Who lives in town."),
    ],
)
def test_words_and_lists_are_chosen_too(
    caisse: Caisse, planned: int, enter: Enter, parameter: str, value: Any, kept: Any
) -> None:
    officer, here = (
        enter(caisse, "officer"),
        caisse.at(f"meetings/{planned}/items/2/effect/?kind=amend_bylaw"),
    )
    address = option(officer, here, parameter)
    sent = {"value": value, "effective_from": TODAY.isoformat()}
    answer = officer.post(address, sent)
    assert answer.status_code == 302, re.findall(
        r'class="error[^>]*>[^<]*<|role="alert".{0,600}', answer.content.decode(), re.S
    )[:2]
    assert facts(caisse, planned)[1]["changes"][0]["value"] == kept


def test_an_amount_is_read_by_the_habits_of_the_reader(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    address = caisse.at(f"meetings/{planned}/items/2/effect/?kind=amend_bylaw&of=large_cash_report_minor")
    sent = {"value": "12.50", "effective_from": TODAY.isoformat()}
    answer = officer.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert facts(caisse, planned)[1]["changes"][0]["value"] == 1250


def test_seats_are_filled_and_emptied(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer, here = enter(caisse, "officer"), caisse.at(f"meetings/{planned}/items/2/effect/")
    name = "Board of directors, seat 2"
    seat = option(officer, f"{here}?kind=fill_seats", name)
    assert officer.post(seat, {"member_number": "99"}).status_code == 409
    assert officer.post(seat, {"member_number": "2", "until_on": IN_A_YEAR}).status_code == 302
    assert "Marc Roy" in page(officer, here)
    mandate = option(officer, f"{here}?kind=remove_from_seat", "Anaïs Côté-Lévesque")
    assert officer.post(mandate).status_code == 302
    assert facts(caisse, planned)[0] == "remove_from_seat"
    run(caisse, planned)
    with inside(caisse.by.cooperative_id):
        assert [each.mandate for each in queries.composition("board", on=TODAY).seats] == [None, None]


def test_the_auditor_is_appointed(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer, here = (
        enter(caisse, "officer"),
        caisse.at(f"meetings/{planned}/items/2/effect/?kind=appoint_auditor"),
    )
    found = re.search(
        r'value="([0-9a-f-]{36})"[^>]*>\s*Claire Comptable|value="([0-9a-f-]{36})"', page(officer, here)
    )
    assert found
    person = found[1] or found[2]
    sent = {"person": person, "until_on": TODAY.isoformat()}
    answer = officer.post(here, sent)
    assert (answer.status_code, "The day must be" in answer.content.decode()) == (400, True)
    assert officer.post(here, sent | {"until_on": IN_A_YEAR}).status_code == 302
    assert facts(caisse, planned) == ("appoint_auditor", {"person_id": person, "until_on": IN_A_YEAR})


def test_rights_are_suspended_and_given_back(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer, here = enter(caisse, "officer"), caisse.at(f"meetings/{planned}/items/2/effect/")
    suspend = f"{here}?kind=suspend_member"
    page(officer, suspend)
    until = (TODAY + timedelta(days=60)).isoformat()
    sent = {"member_number": "2", "rights": ["vote"], "until_on": until, "ground": "obligations_unmet"}
    assert officer.post(suspend, sent).status_code == 302
    assert facts(caisse, planned)[1] == {
        "number": 2, "rights": ["vote"], "until_on": until, "ground": "obligations_unmet"
    }  # fmt: skip
    lift = f"{here}?kind=lift_suspension"
    assert "No rights of this member" in officer.post(lift, {"member_number": "2"}).content.decode()
    membership.suspend_rights(
        by=caisse.by, number=2, rights=[Right.VOTE], until_on=TODAY + timedelta(days=60), ground="obligations_unmet",
        words="Unpaid.", vote=BoardVote(5, 0, 0, 5),
    )  # fmt: skip
    assert officer.post(lift, {"member_number": "2"}).status_code == 302
    assert facts(caisse, planned)[0] == "lift_suspension"


def test_nothing_follows_again_and_what_was_called_stands(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer, here = enter(caisse, "officer"), caisse.at(f"meetings/{planned}/items/2/effect/")
    for kind in ("admit_member", "exclude_member"):
        assert "nothing to choose from" in page(officer, f"{here}?kind={kind}")
    page(officer, f"{here}?kind=magic", 404)
    page(officer, caisse.at(f"meetings/{planned}/items/9/effect/"), 404)
    page(enter(caisse, "1"), here, 403)
    mandate = option(officer, f"{here}?kind=remove_from_seat", "Anaïs Côté-Lévesque")
    officer.post(mandate)
    assert officer.post(here).status_code == 302
    assert facts(caisse, planned) == ("", {})
    actions.call_meeting(by=caisse.by, number=planned)
    assert officer.get(here).headers["Location"] == caisse.at(f"meetings/{planned}/")
    assert officer.post(mandate).status_code == 302
    assert facts(caisse, planned) == ("", {})


def test_a_program_says_it_too(caisse: Caisse, planned: int, enter: Enter) -> None:
    officer = enter(caisse, "officer")

    def ask(place: int, effect: str, told: dict[str, Any]) -> Any:
        return officer.post(
            f"/api/v1/{caisse.slug}/meetings/{planned}/items/{place}/effect",
            json.dumps({"effect": effect, "facts": told}),
            content_type="application/json",
            HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex,
        )

    amendment = {"effective_from": TODAY.isoformat(), "changes": [{"name": "quorum_members", "value": 30}]}
    assert ask(2, "amend_bylaw", amendment).json() == {"version": 2}
    assert facts(caisse, planned) == ("amend_bylaw", amendment)
    assert ask(2, "amend_bylaw", {"changes": 7}).json()["type"] == "/problems/effect_faulty"
    assert ask(2, "magic", {}).json()["type"] == "/problems/effect_unknown"
    assert ask(9, "", {}).status_code == 404
    assert ask(2, "", {}).json() == {"version": 3}
