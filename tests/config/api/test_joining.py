"""An applicant's own way over the API: the same steps as the pages, under a secret that stands in no address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from capital.conftest import TODAY
from rochdale.cooperatives.queries import Permission
from rochdale.membership import queries
from rochdale.tenancy.actions import inside
from rochdale.web.uploads import UPLOAD_BYTES_MAX

from .conftest import House, Program
from .test_door import refused

pytestmark = pytest.mark.slow

PDF = b"%PDF-1.7 a lease"
WHO = {"kind": "natural", "bond": "lives"}
PERSON = {
    "given_names": "Anaïs", "family_name": "Nguyen", "birth_date": "1990-02-28", "language": "fr",
    "email": "ana@example.org", "street": "12, rue du Moulin", "town": "Lévis", "postal_code": "G6V 1A1",
}  # fmt: skip
SHARES = {"shares": 1, "instalments": 1}
IDENTITY = {"kind": "passport", "number": "AB 123-456", "place": "Québec", "expires_on": "2030-01-01"}


@dataclass(frozen=True)
class Applicant:
    """Somebody who applies, by the secret alone."""

    program: Program
    token: str

    def get(self, path: str) -> Any:
        return self.program.client.get(self.program.at(path), HTTP_APPLICATION_TOKEN=self.token)

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        return self.program.post(path, body, key=key, HTTP_APPLICATION_TOKEN=self.token)

    def bring(self, path: str, content: bytes = PDF, kind: str = "identity", key: str = "") -> Any:
        sent = {"kind": kind, "paper": SimpleUploadedFile("me.exe", content)}
        headers = {"HTTP_APPLICATION_TOKEN": self.token, "HTTP_IDEMPOTENCY_KEY": key or uuid4().hex}
        return self.program.client.post(self.program.at(path), sent, **headers)


def begun(house: House) -> Applicant:
    answer = house.nobody().post("join/draft", key="")
    assert answer.status_code == 201, answer.content
    return Applicant(house.nobody(), answer.json()["token"])


def filled(house: House, **answers: dict[str, Any]) -> Applicant:
    """Every step answered."""
    applicant = begun(house)
    version = house.nobody().get("join/terms").json()["bylaw_version"]
    agreement = {"version": version, "bylaws": True, "truth": True, "consents": ["news_and_education"]}
    steps = {
        "who": WHO, "particulars": PERSON, "identity": IDENTITY, "shares": SHARES, "agreement": agreement,
    } | answers  # fmt: skip
    for step, asked in steps.items():
        answer = applicant.post(f"join/draft/{step}", asked)
        assert answer.status_code == 200, (step, answer.content)
    return applicant


def sent(house: House) -> Applicant:
    applicant = filled(house)
    assert applicant.post("join/draft/sending").json() == {"number": 1}
    return applicant


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", *(set(Permission) - {Permission.DECIDE_DISCIPLINE}))


def file_of(house: House, manager: Program) -> str:
    (line,) = manager.get("applications", search="1").json()["items"]
    return str(line["id"])


def test_one_applies_is_asked_answers_is_accepted_pays_and_is_a_member(
    house: House, manager: Program
) -> None:
    applicant = sent(house)
    refused(applicant.get("join/draft"), 404, "draft_not_found")
    assert applicant.get("join/application").json()["offered"] == ["withdrawn"]
    path = f"applications/{file_of(house, manager)}"
    manager.post(f"{path}/question", {"words": "Which door?"})
    told = applicant.get("join/application").json()
    assert (told["state"], told["steps"][-1]["words"]) == ("asked", "Which door?")
    assert "answered" in told["offered"]
    assert applicant.post("join/application/answer", {"words": "The green one"}).status_code == 200
    refused(
        applicant.post("join/application/answer", {"words": "Again"}), 409, "application_step_out_of_order"
    )
    assert manager.post(f"{path}/acceptance").status_code == 200
    assert applicant.get("join/application").json()["to_pay"] == {"minor": 500, "currency": "CAD"}
    paid = manager.post(f"{path}/payment", {"paid": {"minor": 500, "currency": "CAD"}})
    assert applicant.get("join/application").json()["member_number"] == paid.json()["number"]
    assert house.capital.is_clean()


def test_the_steps_are_told_and_judged_by_the_forms_of_the_pages(house: House) -> None:
    applicant = begun(house)
    told = applicant.get("join/draft").json()
    assert told["next_step"] == "who"
    faults = refused(applicant.post("join/draft/who", WHO | {"bond": "beard"}), 422, "request_invalid")[
        "faults"
    ]
    assert [(each["at"], each["code"]) for each in faults] == [("/bond", "invalid_choice")]
    assert faults[0]["detail"]
    refused(applicant.post("join/draft/who", WHO | {"sex": "f"}), 422, "request_invalid")
    refused(applicant.post("join/draft/sending"), 409, "draft_incomplete")
    applicant.post("join/draft/who", WHO)
    applicant.post("join/draft/particulars", PERSON)
    told = applicant.get("join/draft").json()
    assert told["next_step"] == "identity"
    assert told["steps"][1]["answers"]["town"] == ["Lévis"]
    refused(applicant.post("join/draft/guardian", {"given_names": "A", "family_name": "B"}), 404, "not_found")


def test_the_terms_say_what_the_steps_will_ask(house: House) -> None:
    told = house.nobody().get("join/terms").json()
    assert (told["is_open"], told["cost"]) == (True, {"minor": 500, "currency": "CAD"})
    assert WHO["bond"] in told["bond"]
    assert IDENTITY["kind"] in told["identity_kinds"]
    applicant = begun(house)
    agreed = {
        "version": told["bylaw_version"],
        "bylaws": True,
        "truth": True,
        "consents": list(told["consents"]),
    }
    assert applicant.post("join/draft/agreement", agreed).status_code == 200


def test_an_organization_is_asked_for_who_represents_it(house: House) -> None:
    firm = {name: PERSON[name] for name in ("family_name", "language", "street", "town", "postal_code")}
    applicant = begun(house)
    applicant.post("join/draft/who", WHO | {"kind": "organization"})
    refused(applicant.post("join/draft/particulars", PERSON), 422, "request_invalid")
    assert applicant.post("join/draft/particulars", firm).status_code == 200
    assert applicant.get("join/draft").json()["next_step"] == "representative"
    person = {"given_names": "A", "family_name": "B", "function": "president", "birth_date": "1970-01-01"}
    assert applicant.post("join/draft/representative", person).status_code == 200


def test_a_minor_comes_with_a_guardian(house: House) -> None:
    applicant = begun(house)
    applicant.post("join/draft/who", WHO)
    applicant.post("join/draft/particulars", PERSON | {"birth_date": f"{TODAY.year - 9}-01-01"})
    assert applicant.get("join/draft").json()["next_step"] == "guardian"
    assert applicant.post("join/draft/guardian", {"given_names": "A", "family_name": "B"}).status_code == 200


def test_the_bylaws_are_accepted_as_they_are_and_not_half(house: House) -> None:
    applicant = begun(house)
    version = house.nobody().get("bylaws").json()["version"]
    agreed = {"version": version, "bylaws": True, "truth": True}
    for wrong in ({"version": version + 1}, {"bylaws": False}, {"truth": False}, {"consents": ["beard"]}):
        refused(applicant.post("join/draft/agreement", agreed | wrong), 422, "request_invalid")
    assert applicant.post("join/draft/agreement", agreed).status_code == 200


def test_papers_are_brought_read_and_taken_out_again(house: House) -> None:
    applicant = filled(house)
    one = applicant.bring("join/draft/papers", key="paper-0001")
    again = applicant.bring("join/draft/papers", key="paper-0001")
    assert (one.status_code, again.json()) == (201, one.json())
    assert again.headers["Idempotent-Replay"] == "true"
    other = applicant.bring("join/draft/papers", PDF + b"other", key="paper-0001")
    refused(other, 422, "request_key_reused")
    paper_id = one.json()["id"]
    read = applicant.get(f"join/papers/{paper_id}")
    assert (read.content, read.headers["Content-Type"]) == (PDF, "application/pdf")
    refused(begun(house).get(f"join/papers/{paper_id}"), 404, "document_not_found")
    refused(applicant.bring("join/draft/papers", b"MZ"), 409, "document_kind_refused")
    refused(applicant.bring("join/draft/papers", kind="beard"), 422, "request_invalid")
    refused(
        applicant.bring("join/draft/papers", b"%PDF-" + b"x" * UPLOAD_BYTES_MAX), 409, "document_too_large"
    )
    refused(applicant.bring("join/draft/papers", b"x" * (UPLOAD_BYTES_MAX + 70_000)), 413, "body_too_large")
    refused(applicant.post("join/draft/papers"), 415, "media_type_unsupported")
    assert len(applicant.get("join/draft").json()["papers"]) == 1
    assert applicant.post(f"join/draft/papers/{paper_id}/removal").status_code == 200
    refused(applicant.post(f"join/draft/papers/{paper_id}/removal"), 404, "document_not_found")
    applicant.post("join/draft/sending")
    assert applicant.bring("join/application/papers").status_code == 201
    assert len(applicant.get("join/application").json()["papers"]) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=b"])
def test_a_form_that_cannot_be_read_is_refused(house: House, kind: str) -> None:
    applicant = begun(house)
    path = applicant.program.at("join/draft/papers")
    headers = {"HTTP_APPLICATION_TOKEN": applicant.token, "HTTP_IDEMPOTENCY_KEY": uuid4().hex}
    answer = applicant.program.client.post(path, b"--c nonsense", content_type=kind, **headers)
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_refusal_is_appealed_and_an_application_withdrawn(house: House, manager: Program) -> None:
    applicant = sent(house)
    path = f"applications/{file_of(house, manager)}"
    refused(applicant.post("join/application/appeal", {"words": "x"}), 409, "application_step_out_of_order")
    manager.post(f"{path}/refusal", {"ground": "identity_unproven", "words": "Unreadable"})
    assert applicant.get("join/application").json()["offered"] == ["appealed"]
    refused(applicant.post("join/application/appeal", {"words": ""}), 422, "request_invalid")
    assert applicant.post("join/application/appeal", {"words": "Here"}).status_code == 200
    for email in (PERSON["email"], "nobody@example.org"):
        assert house.nobody().post("join/application/link", {"email": email}, key="").status_code == 200
    refused(house.nobody().post("join/application/link", {"email": ""}, key=""), 422, "request_invalid")
    assert applicant.post("join/application/withdrawal").status_code == 200
    assert applicant.get("join/application").json()["state"] == "withdrawn"
    answers = [
        house.nobody().post("join/application/link", {"email": PERSON["email"]}, key="") for _ in range(3)
    ]
    assert refused(answers[-1], 429, "too_many_requests")
    refused(applicant.bring("join/application/papers"), 409, "application_step_out_of_order")


def test_the_secret_opens_one_application_and_is_kept_nowhere(house: House, neighbour: House) -> None:
    applicant, other = filled(house), begun(house)
    assert other.get("join/draft").json()["next_step"] == "who"
    foreign = Applicant(neighbour.nobody(), applicant.token)
    refused(foreign.get("join/draft"), 404, "draft_not_found")
    refused(foreign.get("join/application"), 404, "application_not_found")
    refused(house.nobody().get("join/draft"), 422, "request_invalid")
    made_up = Applicant(house.nobody(), "x" * 43)
    refused(made_up.post("join/draft/sending"), 404, "draft_not_found")
    with inside(house.id):
        assert applicant.token not in kept(house)
        assert "AB 123-456" not in kept(house)


def kept(house: House) -> str:
    """Every answer that is kept for programs."""
    from rochdale.cooperatives.models import KeptAnswer

    return " ".join(KeptAnswer.objects.values_list("content", flat=True))


def test_two_applicants_may_choose_the_same_key(house: House) -> None:
    one, other = begun(house), begun(house)
    assert one.post("join/draft/who", WHO, key="step-0001").status_code == 200
    answer = other.post("join/draft/who", WHO, key="step-0001")
    assert "Idempotent-Replay" not in answer.headers
    assert other.get("join/draft").json()["next_step"] == "particulars"
    assert one.post("join/draft/who", WHO, key="step-0001").headers["Idempotent-Replay"] == "true"


def test_what_was_typed_is_not_found_by_trying(house: House) -> None:
    """The hash that is kept of a request is made under a key: numbers of passports are few enough to try."""
    from rochdale.cooperatives.models import KeptAnswer

    applicant = begun(house)
    applicant.post("join/draft/identity", IDENTITY)
    asked = b"\0".join(
        (b"POST", applicant.program.at("join/draft/identity").encode(), json.dumps(IDENTITY).encode())
    )
    with inside(house.id):
        (found,) = KeptAnswer.objects.values_list("request_hash", flat=True)
    assert bytes(found) != sha256(asked).digest()


def test_a_member_who_chose_the_same_key_twice_acts_twice(house: House) -> None:
    """Under one session too the secret says whose application it is."""
    odile = house.program("odile")
    tokens = [odile.post("join/draft").json()["token"] for _ in range(2)]
    for token in tokens:
        answer = odile.post("join/draft/who", WHO, key="step-0001", HTTP_APPLICATION_TOKEN=token)
        assert "Idempotent-Replay" not in answer.headers


def test_who_begins_too_many_waits(house: House) -> None:
    nobody = house.nobody()
    statuses = [nobody.post("join/draft").status_code for _ in range(21)]
    assert (statuses[0], statuses[-1]) == (201, 429)
    answer = nobody.post("join/draft")
    refused(answer, 429, "too_often")
    assert answer.headers["Retry-After"] == "3600"
    page = Client().post(f"/{house.slug}/join/apply/")
    assert page.status_code == 429


def test_an_officer_fills_in_and_hands_in_at_the_counter(house: House) -> None:
    teller = house.program("teller", Permission.PREPARE_APPLICATIONS)
    refused(house.program("odile").post("applications/drafts"), 403, "not_let_in")
    token = teller.post("applications/drafts").json()["token"]
    version = house.nobody().get("join/terms").json()["bylaw_version"]
    agreed = {"version": version, "bylaws": True, "truth": True}
    steps = {
        "who": WHO,
        "particulars": PERSON,
        "identity": IDENTITY,
        "shares": SHARES,
        "agreement": agreed,
    }
    for step, asked in steps.items():
        assert teller.post(f"join/draft/{step}", asked, HTTP_APPLICATION_TOKEN=token).status_code == 200
    refused(Applicant(house.nobody(), token).post("join/draft/sending"), 403, "not_allowed")
    assert teller.post("join/draft/sending", HTTP_APPLICATION_TOKEN=token).json() == {"number": 1}
    with inside(house.id):
        (line,) = queries.applications(cooperative_id=house.id).lines
        found = queries.application(application_id=line.id)
    assert found.entered_by == house.persons["teller"]
