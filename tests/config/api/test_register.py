"""The register of any day and the way into it, over the API."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from capital.conftest import TODAY
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.actions import Particulars
from rochdale.membership.queries import Applicant
from rochdale.tenancy.actions import inside

from .conftest import House, Program
from .test_door import refused
from .test_verbs import cad, pages

pytestmark = pytest.mark.slow

P = Permission


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", *(set(P) - {P.DECIDE_DISCIPLINE}))


@pytest.fixture
def chair(house: House) -> Program:
    program = house.capital.caisse.program
    (person_id,) = membership.add_persons(by=program, particulars=[Particulars("Roy")])
    cooperatives.appoint(by=program, person_id=person_id, office=OfficeKind.CHAIR)
    house.emails["chair"], house.persons["chair"] = f"chair@{house.slug}.example.org", person_id
    membership.give_sign_in(
        by=program, person_id=person_id, email=house.emails["chair"], password="tulip anvil seven"
    )
    return house.program("chair", P.DECIDE_DISCIPLINE, P.DECIDE_ADMISSIONS, P.VIEW_REGISTER)


def test_a_new_name_counts_from_its_day_and_the_register_shows_both(house: House, manager: Program) -> None:
    path = f"persons/{house.persons['odile']}/particulars"
    later = (TODAY + timedelta(days=7)).isoformat()
    asked = {"family_name": "Roy", "given_names": "Odile", "effective_on": later, "reason": "marriage"}
    assert "family_name" in manager.post(path, asked).json()["changed"]
    refused(manager.post(path, asked | {"effective_on": "2199-01-01"}), 409, "too_far_ahead")
    assert pages(manager, "register/as-of", "name", on=TODAY)[0] == "Odile Gagnon"
    assert pages(manager, "register/as-of", "name", on=later)[0] == "Odile Roy"
    before = timezone.now() - timedelta(days=900)
    known = manager.get("register/as-of", on=later, known_at=before.isoformat()).json()
    assert known["items"] == []
    assert manager.get("register/as-of", on=later, known_on="2020-01-01").json()["items"] == []
    found = manager.get("register/as-of", on=later, known_on=TODAY, search="roy").json()
    assert [each["name"] for each in found["items"]] == ["Odile Roy"]
    assert manager.get("register/as-of", on=later, search="nobody").json()["items"] == []
    changes = manager.get("register/1/history").json()["items"]
    assert {"family_name"} <= {each["what"] for each in changes}
    refused(manager.get("register/as-of"), 422, "request_invalid")
    refused(manager.get("register/as-of", on=TODAY, known_at="2026-01-01T00:00:00"), 422, "request_invalid")


def test_class_and_those_who_stand_for_a_member_are_dated(house: House, manager: Program) -> None:
    asked = {"member_class": "auxiliary", "reason": "moved away"}
    assert manager.post("register/2/class", asked).json() == {"changed": True}
    assert manager.post("register/2/class", asked).json() == {"changed": False}
    refused(manager.post("register/2/bond", {"ground": "hats"}), 409, "bond_not_in_bylaws")
    stand = {"person_id": str(house.persons["armand"]), "from_on": TODAY.isoformat()}
    refused(manager.post("register/1/guardians", stand), 409, "not_a_minor")
    refused(manager.post("register/1/representative", stand), 409, "not_an_organization")
    refused(manager.post("register/1/representative/end", {"on": TODAY.isoformat()}), 404, "stand_not_found")
    path = f"register/1/guardians/{uuid4()}/end"
    refused(manager.post(path, {"on": TODAY.isoformat()}), 404, "stand_not_found")
    refused(manager.post("register/99/class", asked), 404, "not_found")


def test_the_board_suspends_rights_and_gives_them_back(
    house: House, chair: Program, manager: Program
) -> None:
    until = (TODAY + timedelta(days=60)).isoformat()
    assert chair.get("delays").json()["items"] == []
    asked = {"rights": ["vote"], "until_on": until, "ground": "fraud", "words": "See the minutes"}
    asked |= {"directors": 5, "votes_for": 4, "votes_against": 1, "votes_abstained": 0}
    few = {"votes_for": 3, "votes_against": 2}
    refused(chair.post("register/1/suspensions", asked | few), 409, "majority_not_reached")
    refused(chair.post("register/1/suspensions", asked | {"directors": 4}), 409, "votes_impossible")
    refused(manager.post("register/1/suspensions", asked), 403, "not_let_in")
    refused(chair.post("register/1/suspensions", asked | {"rights": ["hats"]}), 422, "request_invalid")
    refused(
        chair.post("register/1/suspensions", asked | {"until_on": "2199-01-01"}), 409, "suspension_too_long"
    )
    suspended = chair.post("register/1/suspensions", asked)
    assert suspended.status_code == 201, suspended.content
    refused(chair.post("register/1/suspensions", asked), 409, "suspended_already")
    (delay,) = chair.get("delays").json()["items"]
    assert delay == {
        "kind": "suspension", "subject_id": suspended.json()["id"], "due_on": until, "days_left": 60, "number": 1,
        "name": "Odile Gagnon",
    }  # fmt: skip
    refused(house.program("odile").get("delays"), 403, "not_let_in")
    lifting = f"suspensions/{suspended.json()['id']}/lifting"
    assert chair.post(lifting, {"words": "Paid back"}).status_code == 200
    refused(chair.post(lifting, {"words": "Paid back"}), 409, "suspension_over")
    refused(chair.post(f"suspensions/{uuid4()}/lifting", {"words": "x"}), 404, "not_found")


def applied(house: House, name: str = "Tremblay") -> UUID:
    """Somebody's application, as the public pages send it."""
    token, by = secrets.token_urlsafe(), replace(house.capital.caisse.program, authority="applicant")
    membership.begin_draft(by=by, token=token)
    with inside(house.id):
        terms = queries.admission_terms(on=TODAY)
    applicant = Applicant(Particulars(name, "Luc", birth_date=date(1990, 1, 2)))
    asked = membership.ApplicationRequest(applicant, terms.bond[0], terms.version or 0)
    return membership.send_application(by=by, token=token, asked=asked).application_id


def test_an_application_is_asked_for_more_accepted_and_paid(house: House, manager: Program) -> None:
    path = f"applications/{applied(house)}"
    assert pages(manager, "applications", "name") == ["Luc Tremblay"]
    assert manager.get("applications", states="registered").json()["items"] == []
    refused(manager.get("applications", states="hats"), 422, "request_invalid")
    assert manager.post(f"{path}/question", {"words": "A paper with your address"}).json()["steps"][-1][
        "kind"
    ]
    refused(manager.post(f"{path}/payment", {"paid": cad(5_00)}), 409, "application_step_out_of_order")
    refused(manager.post(f"{path}/acceptance"), 409, "application_step_out_of_order")
    assert manager.post(f"{path}/answer", {"words": "Here it is"}).status_code == 200
    told = manager.post(f"{path}/acceptance").json()
    assert told["steps"][-1]["kind"] == "accepted", told
    refused(manager.post(f"{path}/payment", {"paid": cad(1)}), 409, "instalment_impossible")
    paid = manager.post(f"{path}/payment", {"paid": cad(5_00)}, key="join-0001")
    assert paid.status_code == 201, paid.content
    assert manager.get(path).json()["member_number"] == paid.json()["number"]
    again = manager.post(f"{path}/payment", {"paid": cad(5_00)}, key="join-0001")
    assert (again.json(), again.headers["Idempotent-Replay"]) == (paid.json(), "true")
    assert house.capital.is_clean()


def test_a_refusal_needs_a_ground_of_the_bylaws(house: House, manager: Program) -> None:
    path = f"applications/{applied(house)}"
    refused(manager.post(f"{path}/refusal", {"words": "No", "ground": "hats"}), 409, "refusal_ground_unknown")
    refused(manager.post(f"{path}/appeal-decision", {"words": "No", "is_upheld": True}), 409, "board_decides")
    refused(manager.post(f"{path}/appeal", {"words": "No"}), 409, "application_step_out_of_order")
    refused(manager.post(f"{path}/persons/{uuid4()}", {"verdict": "same"}), 404, "person_not_found")
    assert manager.post(f"{path}/withdrawal").json()["follows"] == []
    refused(manager.get(f"applications/{uuid4()}"), 404, "not_found")
