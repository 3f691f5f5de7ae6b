"""Corrections, the counter, retention, papers of applications, delays and classes over the API."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from capital.conftest import TODAY, cad
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import PERMISSIONS, OfficeKind, Permission
from rochdale.kernel.calendar import months_after
from rochdale.membership import actions as membership
from rochdale.membership.actions import Particulars

from .conftest import House, Program
from .test_door import refused
from .test_joining import PDF, filled

pytestmark = pytest.mark.slow

P = Permission
CONTACT = {"language": "fr", "email": "odile@example.org", "town": "Lévis"}


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", *(set(P) - {P.DECIDE_DISCIPLINE}))


@pytest.fixture
def odile(house: House) -> Program:
    return house.program("odile")


def test_one_corrects_how_one_is_reached(house: House, odile: Program) -> None:
    assert odile.post("my-file/contact", CONTACT).json() == {"changed": ["email", "town"]}
    assert odile.post("my-file/contact", CONTACT).json() == {"changed": []}
    faults = refused(odile.post("my-file/contact", CONTACT | {"email": "nobody"}), 422, "request_invalid")
    assert faults["faults"][0]["at"] == "/email"
    refused(house.browser("odile", minutes_ago=60).post("my-file/contact", CONTACT), 403, "sign_in_stale")
    own_matters = house.program("teller", P.VIEW_REGISTER, is_own=False)
    refused(own_matters.post("my-file/contact", CONTACT), 403, "not_let_in")


def test_an_officer_acts_at_the_counter_with_consent_alone(
    house: House, manager: Program, odile: Program
) -> None:
    path = f"persons/{house.persons['odile']}"
    refused(manager.post(f"{path}/contact", CONTACT), 409, "counter_consent_missing")
    refused(manager.post(f"{path}/departure", {"words": "I move"}), 409, "counter_consent_missing")
    manager.post(f"{path}/consents/giving", {"purpose": "acts_at_counter"})
    assert manager.post(f"{path}/contact", CONTACT).json()["changed"] == ["email", "town"]
    assert manager.post(f"{path}/departure", {"words": "I move"}).status_code == 201
    refused(manager.post(f"{path}/departure", {"words": "I move"}), 409, "departure_under_way")
    done = [each["verb"] for each in odile.get("my-file/looks").json()["assisted"]]
    assert done == ["ask_to_leave", "correct_contact"]
    refused(manager.post(f"persons/{house.persons['teller']}/departure"), 404, "not_found")
    refused(manager.post(f"persons/{house.persons['manager']}/contact", CONTACT), 403, "own_matter")


def test_a_name_is_asked_for_taken_back_and_decided_on_proof(
    house: House, manager: Program, odile: Program
) -> None:
    asked = {"given_names": "Odile", "family_name": "Roy", "words": "A judgment"}
    refused(
        odile.post("my-file/name", {"given_names": "Odile", "family_name": "Gagnon"}),
        409,
        "nothing_asked_for",
    )
    refused(odile.post("my-file/name/withdrawal"), 404, "not_found")
    odile.post("my-file/name", asked)
    refused(odile.post("my-file/name", asked), 409, "request_waiting")
    assert odile.post("my-file/name/withdrawal").status_code == 200
    assert odile.get("my-file/name").json() == {"waiting": None}
    request_id = odile.post("my-file/name", asked).json()["id"]
    (waiting,) = manager.get("corrections").json()["items"]
    assert (waiting["id"], waiting["name_on_file"]) == (request_id, "Odile Gagnon")
    path = f"corrections/{request_id}/decision"
    refused(manager.post(path, {"is_granted": True, "words": ""}), 422, "request_invalid")
    assert manager.post(path, {"is_granted": True, "words": "A judgment"}).status_code == 200
    refused(manager.post(path, {"is_granted": False, "words": "No"}), 409, "request_decided")
    refused(
        manager.post(f"corrections/{uuid4()}/decision", {"is_granted": True, "words": "x"}),
        404,
        "request_not_found",
    )
    assert odile.get("my-file").json()["person"]["family_name"] == "Roy"
    assert odile.get("my-letters").json()["items"][0]["kind"] == "name_decided"


def test_an_officer_does_not_decide_on_the_own_name(house: House, manager: Program) -> None:
    own = manager.post("my-file/name", {"given_names": "Thérèse", "family_name": "Roy"}).json()["id"]
    decided = manager.post(f"corrections/{own}/decision", {"is_granted": True, "words": "x"})
    refused(decided, 409, "own_request")


def test_particulars_go_once_their_time_has_run(house: House, manager: Program) -> None:
    path = f"persons/{house.persons['odile']}/blanking"
    held = manager.get(path).json()
    assert (held["obstacles"][0]["code"], held["effects"]) == ("member", [])
    refused(manager.post(path), 409, "person_not_blankable")
    refused(manager.get(f"persons/{uuid4()}/blanking"), 404, "not_found")
    gone = former(house)
    page = manager.get("retention").json()
    assert [each["number"] for each in page["items"]] == [gone["number"]]
    path = f"persons/{gone['person_id']}/blanking"
    found = manager.get(path).json()
    assert found["obstacles"] == []
    assert found["effects"][0] == {"label": "Name", "before": "Marc Roy", "after": "former member"}
    assert [(each["before"], each["after"]) for each in found["effects"][1:]] == [(0, 0), (0, 0)]
    answer = manager.post(path, key="blanking-1").json()
    assert answer["waits"] is found["takes_two"]
    assert manager.post(path, key="blanking-1").json() == answer


def former(house: House) -> dict[str, Any]:
    """Somebody who left long ago."""
    long_ago = TODAY - timedelta(days=40 * 366)
    house.capital.amend(person_retention_years=7)
    program = replace(house.capital.caisse.program)
    newcomer = membership.Newcomer(Particulars("Roy", "Marc"), long_ago)
    (line,) = membership.register_members(by=program, newcomers=[newcomer])
    membership.end_membership(by=program, number=line.number, left_on=long_ago + timedelta(days=1))
    return {"number": line.number, "person_id": line.person_id}


def test_papers_of_an_application_are_read_on_the_record(house: House, manager: Program) -> None:
    applicant = filled(house)
    applicant.bring("join/draft/papers")
    applicant.post("join/draft/sending")
    (line,) = manager.get("applications").json()["items"]
    path = f"applications/{line['id']}/papers"
    (paper,) = manager.get(path).json()["items"]
    read = manager.get(f"{path}/{paper['id']}")
    assert (read.content, read.headers["Content-Disposition"]) == (PDF, 'attachment; filename="identity.pdf"')
    refused(manager.get(f"{path}/{uuid4()}"), 404, "document_not_found")
    refused(house.program("odile").get(path), 403, "not_let_in")
    (year,) = manager.get("applications/figures").json()["items"]
    assert (year["applications"], year["by_state"]) == (1, {"applied": 1})


def test_what_is_late_is_told_and_reminded_of_once(
    house: House, manager: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.capital.issue(house.persons["odile"], 4, paid=cad("10"))
    treasurer = house.program("treasurer", P.MANAGE_CAPITAL)
    refused(house.program("teller", P.VIEW_REGISTER).post("shares/delays/reminders"), 403, "not_let_in")
    told = manager.get("shares/delays").json()
    assert (told["overdue_count"], told["below_required_count"]) == (0, 2)
    later = months_after(TODAY, 13)
    monkeypatch.setattr("rochdale.cooperatives.views.visits.Visit.today", property(lambda _visit: later))
    told = manager.get("shares/delays").json()
    assert [each["owing"] for each in told["overdue"]] == [{"minor": 3_000, "currency": "CAD"}]
    assert [treasurer.post("shares/delays/reminders").json()["letters"] for _ in range(2)] == [1, 0]


CLASS = {
    "code": "gold", "kind": "permanent", "name_en": "Gold", "name_fr": "Or",
    "par": {"minor": 1_000, "currency": "CAD"}, "open_to": ["full"],
}  # fmt: skip


def test_a_class_is_opened_once_and_within_the_bylaws(house: House) -> None:
    limits = next(each for each in OfficeKind if P.MANAGE_LIMITS in PERMISSIONS[each])
    opener = officer(house, limits)
    assert opener.post("shares/classes", CLASS).json() == {"waits": False, "proposal_id": None}
    codes = [each["code"] for each in opener.get("shares/classes").json()["items"]]
    assert "gold" in codes
    refused(opener.post("shares/classes", CLASS), 409, "share_class_exists")
    foreign = CLASS | {"code": "euro", "par": {"minor": 1_000, "currency": "EUR"}}
    refused(opener.post("shares/classes", foreign), 409, "share_class_impossible")
    refused(
        opener.post("shares/classes", CLASS | {"code": "rich", "return_cap": "1/1"}),
        409,
        "return_cap_too_high",
    )
    refused(opener.post("shares/classes", CLASS | {"code": "Bad"}), 422, "request_invalid")


def officer(house: House, office: OfficeKind) -> Program:
    program = house.capital.caisse.program
    (person_id,) = membership.add_persons(by=program, particulars=[Particulars("Roy")])
    cooperatives.appoint(by=program, person_id=person_id, office=office)
    house.emails["opener"], house.persons["opener"] = f"opener@{house.slug}.example.org", person_id
    membership.give_sign_in(
        by=program, person_id=person_id, email=house.emails["opener"], password="tulip anvil seven"
    )
    return house.program("opener", P.MANAGE_LIMITS)
