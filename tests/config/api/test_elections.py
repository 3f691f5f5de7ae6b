"""Nominations and elections over the API, as the pages have them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from assembly.decision_cases import NAMES
from assembly.floor import called, freeze
from assembly.test_nominations import png
from capital.conftest import TODAY
from rochdale.assembly import actions
from rochdale.assembly.actions import Named, Proposal
from rochdale.assembly.models import BodyKind, Channel, FilledBy
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import Permission
from rochdale.membership import actions as membership_actions
from rochdale.membership import queries as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside

from .conftest import House, Program
from .test_door import refused
from .test_meetings import drafted, spoken

pytestmark = pytest.mark.slow


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", Permission.RUN_MEETINGS, Permission.MANAGE_REGISTER)


@pytest.fixture
def odile(house: House) -> Program:
    return house.program("odile")


def number_of(house: House, name: str) -> int:
    with inside(house.id):
        found = membership.member_of(person_id=house.persons[name])
    assert found is not None
    return found


def put_seats(manager: Program) -> str:
    """The address of the election of a board with one seat, at a meeting that is drafted."""
    body = {"code": "board", "kind": "board", "names": spoken("Board"), "filled_by": "general_meeting"}
    assert manager.post("bodies", body).status_code == 201
    assert manager.post("bodies/board/seats", {"term_years": 3, "electoral_group": ""}).status_code == 201
    own = f"meetings/{drafted(manager)}/elections/board"
    assert manager.get(own).status_code == 404
    assert manager.post(f"{own}/seats", {}).json() == {"version": 1}
    return own


def test_a_nomination_from_the_call_to_the_list(house: House, manager: Program, odile: Program) -> None:
    own = put_seats(manager)
    seen = odile.get(own).json()
    assert (len(seen["seats"]), seen["candidates"], seen["order"]) == (1, [], "lot")
    asked = {"member_number": number_of(house, "odile")}
    assert odile.post(f"{own}/nominations", asked).json() == {"number": 1}
    assert refused(odile.post(f"{own}/nominations", asked), 409, "nominated_already")
    nomination = f"{own}/nominations/1"
    assert refused(odile.post(f"{nomination}/acts", {"act": "second"}), 409, "may_not_second")
    said = {"statements": {"fr": "Moi."}, "has_declared": True}
    assert odile.post(f"{nomination}/statement", said).status_code == 200
    photo = {"photo": b64encode(png()).decode()}
    assert odile.post(f"{nomination}/photo", photo).status_code == 200
    bad = {"photo": b64encode(b"no picture").decode()}
    assert refused(odile.post(f"{nomination}/photo", bad), 415, "photo_unfit")
    told = odile.get(nomination).json()
    assert told["stands"] == "accepted"
    assert "seconders_missing" in told["reasons"]
    answer = manager.post(f"{nomination}/check", {"act": "admit"})
    assert refused(answer, 409, "candidate_ineligible")
    assert {each["code"] for each in answer.json()["faults"]} == set(told["reasons"])
    training = {"completed_on": TODAY.isoformat(), "words": "Course"}
    assert manager.post(f"{nomination}/training", training).status_code == 200
    refusal = {"act": "refuse", "words": "Too few."}
    assert manager.post(f"{nomination}/check", refusal).status_code == 200
    assert odile.get(nomination).json()["stands"] == "refused"
    assert refused(manager.post(f"{own}/order", {"seed": "1 2"}), 409, "may_not_draw")
    assert odile.get(f"{own}/nominations/9").status_code == 404


def test_an_election_is_held_where_the_meeting_is_open(
    house: House, manager: Program, odile: Program
) -> None:
    own = put_seats(manager)
    for verb in ("acclamation", "votes"):
        assert refused(manager.post(f"{own}/{verb}", {}), 409, "meeting_not_open")
    assert refused(manager.post(f"{own}/mandates", {}), 409, "nobody_elected")
    for path, body in _of_votes(own.split("/elections")[0]):
        assert odile.post(path, body).status_code == 404
    for path in (f"{own}/seats", f"{own}/order", f"{own}/mandates"):
        assert odile.post(path, {"seed": "1"} if path.endswith("order") else {}).status_code == 403


def _of_votes(meeting: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{meeting}/votes/1/ballots/mine", {"places": [1]}),
        (f"{meeting}/votes/1/sheets", {"lines": [{"places": [1], "times": 1}], "valid": 1}),
    ]


def test_an_election_over_the_api_from_the_vote_to_the_mandate(house: House, manager: Program) -> None:
    held = hall(house)
    voter = held.voter
    own, vote = f"meetings/{held.number}/elections/board", f"meetings/{held.number}/votes/1"
    assert manager.post(f"{own}/votes", {}).json() == {"number": 1}
    assert refused(voter.post(f"{vote}/ballots/mine", {"places": [1, 2]}), 409, "ballot_unfit")
    mark = voter.post(f"{vote}/ballots/mine", {"places": [1]}).json()["mark"]
    assert refused(voter.post(f"{vote}/ballots/mine", {"places": [1]}), 409, "already_voted")
    sheet = {"lines": [{"places": [1], "times": 1}], "valid": 1}
    assert refused(voter.post(f"{vote}/sheets", sheet), 409, "not_teller")
    assert manager.post(f"{vote}/count", {}).json() == {"is_decided": True}
    found = voter.get(f"{vote}/ballots").json()
    assert found["items"] == [{"mark": mark, "places": [1]}]
    (result,) = voter.get(own).json()["results"]
    assert (result["how"], result["seats"][0]["number"]) == ("vote", found["paper"][0])
    assert len(manager.post(f"{own}/mandates", {}).json()["ids"]) == 1
    assert voter.get(own).json()["results"][0]["seats"][0]["is_given"]


def hall(house: House) -> Hall:
    """An open meeting with two who stand for the one seat, at which the member is."""
    by = house.capital.caisse.program
    laws = {
        "candidate_order": "alphabetical",
        "candidate_membership_days": 0,
        "membership_days_before_meeting": 0,
    }
    cooperatives.amend_bylaw(
        by=by,
        changes=[BylawChange(name, value) for name, value in laws.items()],
        effective_from=by.on,
        resolution="Test",
    )
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    actions.open_seat(by=by, code="board", term_years=3, from_on=by.on)
    number = called(by)
    people = [Newcomer(Particulars("Roy", f"Candidate {place}"), date(2020, 1, 2)) for place in range(3)]
    lines = membership_actions.register_members(by=by, newcomers=people)
    actions.call_nominations(by=by, number=number, code="board", closes_on=by.on)
    voter = lines[2].person_id
    mail = f"roy@{house.slug}.example.org"
    membership_actions.give_sign_in(by=by, person_id=voter, email=mail, password=uuid4().hex)
    for place, line in enumerate(lines[:2], start=1):
        own = replace(by, person_id=line.person_id, authority="member")
        named = Named(number, "board", place)
        actions.nominate(by=own, number=number, code="board", proposal=Proposal(line.person_id))
        actions.second_nomination(by=replace(by, person_id=voter), named=named)
        actions.state_candidacy(by=own, named=named, statements={"fr": "Moi."}, has_declared=True)
        actions.admit_nomination(by=by, named=named)
    freeze(by, number)
    actions.check_in(by=by, number=number, person_id=voter, channel=Channel.HALL)
    actions.open_meeting(by=by, number=number)
    known = replace(house, emails={**house.emails, "roy": mail}, persons={**house.persons, "roy": voter})
    return Hall(number, known.program("roy"))


@dataclass(frozen=True, slots=True)
class Hall:
    """The meeting by its number, and the program of who votes in it."""

    number: int
    voter: Program
