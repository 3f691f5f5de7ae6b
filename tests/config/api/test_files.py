"""Letters, consents, whole files, looks, certificates and lists over the API, as the pages have them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from capital.conftest import TODAY, key
from rochdale.audit.models import Act
from rochdale.capital import actions as capital
from rochdale.capital.api.repayments import pay_redemptions
from rochdale.capital.errors import PriceAboveNetWorth
from rochdale.cooperatives.queries import Permission
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.actions import Letter, LetterKind, Particulars
from rochdale.membership.queries import Applicant, DocumentKind
from rochdale.tenancy.actions import inside
from rochdale.web.api import operation_told

from .conftest import House, Program
from .test_door import refused

pytestmark = pytest.mark.slow

P = Permission
PURPOSE = {"purpose": "The general meeting"}


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", *(set(P) - {P.DECIDE_DISCIPLINE}))


@pytest.fixture
def odile(house: House) -> Program:
    return house.program("odile")


def letters_to(house: House, who: str, count: int) -> list[UUID]:
    letter = Letter(
        LetterKind.MEMBERSHIP_ENDED, "en", "", house.persons[who], {"number": 1, "left_on": TODAY}
    )
    return membership.write_letters(by=house.capital.caisse.program, letters=[letter] * count)


def paper_text(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def table(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def looks_at(house: House, who: str) -> list[str]:
    items = house.program(who).get("my-file/looks").json()["items"]
    return [each["part"] for each in items]


def test_letters_are_read_by_their_person_and_posted_by_an_officer(
    house: House, manager: Program, odile: Program
) -> None:
    one, other = letters_to(house, "odile", 2)
    first = odile.get("my-letters", limit=1).json()
    rest = odile.get("my-letters", limit=1, after=first["next_cursor"]).json()
    assert [page["items"][0]["id"] for page in (first, rest)] == [str(other), str(one)]
    assert rest["next_cursor"] is None
    refused(odile.get("letters", after=first["next_cursor"]), 403, "not_let_in")
    refused(manager.get("letters", after=first["next_cursor"]), 422, "cursor_unreadable")
    told = odile.get(f"letters/{one}").json()
    assert (told["is_for_paper"], told["deliveries"]) == (True, [])
    assert "Hello Odile Gagnon" in paper_text(odile.get(f"letters/{one}/paper"))
    refused(house.program("armand").get(f"letters/{one}"), 404, "not_found")
    refused(house.program("armand").get(f"letters/{one}/paper"), 404, "not_found")
    refused(house.program("manager", P.VIEW_REGISTER, is_own=False).get(f"letters/{one}"), 404, "not_found")
    assert looks_at(house, "odile") == []
    assert len(manager.get("letters").json()["items"]) == 2
    assert "Odile Gagnon" in paper_text(manager.get("letters/paper"))
    assert manager.get(f"letters/{one}").status_code == 200
    assert looks_at(house, "odile") == ["letter", "letter"]
    refused(manager.post("letters/posted", {"letter_ids": []}), 422, "request_invalid")
    assert manager.post("letters/posted", {"letter_ids": [str(one), str(uuid4())]}).json() == {"posted": 1}
    assert odile.get(f"letters/{one}").json()["deliveries"][0]["outcome"] == "posted"
    assert [each["id"] for each in manager.get("letters").json()["items"]] == [str(other)]


def test_a_letter_that_goes_by_mail_is_not_marked_as_posted(house: House, manager: Program) -> None:
    letter = Letter(LetterKind.MEMBERSHIP_ENDED, "en", "a@example.org", None, {"number": 1, "left_on": TODAY})
    (sent,) = membership.write_letters(by=house.capital.caisse.program, letters=[letter])
    refused(manager.post("letters/posted", {"letter_ids": [str(sent)]}), 409, "letter_not_for_paper")
    refused(manager.get("letters/paper"), 404, "not_found")


def test_a_token_without_own_matters_reads_no_letter_of_its_person(house: House) -> None:
    (own,) = letters_to(house, "teller", 1)
    program = house.program("teller", P.VIEW_REGISTER, is_own=False)
    refused(program.get(f"letters/{own}"), 404, "not_found")
    for path in ("my-letters", "my-consents", "my-file/whole", "my-file/looks", "my-certificates"):
        refused(program.get(path), 403, "not_let_in")


def given(told: dict[str, Any]) -> list[str]:
    return [each["purpose"] for each in told["items"] if each["is_given"]]


def test_consents_are_given_and_withdrawn_and_the_token_stands_in_the_record(
    house: House, odile: Program
) -> None:
    asked = {"purpose": "news_and_education"}
    assert given(odile.get("my-consents").json()) == []
    assert given(odile.post("my-consents/giving", asked).json()) == ["news_and_education"]
    assert given(odile.post("my-consents/withdrawal", asked).json()) == []
    refused(odile.post("my-consents/withdrawal", asked), 409, "consent_not_given")
    refused(odile.post("my-consents/giving", {"purpose": "beard"}), 422, "request_invalid")
    with inside(house.id):
        acts = Act.objects.filter(verb="membership.give_consents")
        assert [each.authority.split(" ")[0] for each in acts] == ["token"]


def test_a_consent_is_written_down_at_the_counter(house: House, manager: Program, odile: Program) -> None:
    path = f"persons/{house.persons['odile']}/consents"
    news = {"purpose": "news_and_education"}
    refused(manager.post(f"{path}/giving", news | {"how": "asked"}), 409, "counter_consent_missing")
    assert given(manager.post(f"{path}/giving", {"purpose": "acts_at_counter"}).json()) == ["acts_at_counter"]
    told = manager.post(f"{path}/giving", news | {"how": "asked"}).json()
    assert [each["steps"][0]["way"] for each in told["items"] if each["is_given"]] == ["assisted", "counter"]
    assert manager.post(f"{path}/withdrawal", news).status_code == 200
    assert given(manager.get(path).json()) == ["acts_at_counter"]
    own = f"persons/{house.persons['manager']}/consents"
    refused(manager.post(f"{own}/giving", news), 403, "own_matter")
    refused(manager.get(f"persons/{uuid4()}/consents"), 404, "not_found")
    only_looks = house.program("manager", P.VIEW_REGISTER)
    refused(only_looks.post(f"{path}/giving", news), 403, "not_allowed")
    told = odile.get("my-file/looks").json()
    assert [each["part"] for each in told["items"]] == ["consents"]
    assert [each["verb"] for each in told["assisted"]] == ["give_consents"]


def test_the_whole_file_is_the_one_of_the_pages(house: House, manager: Program, odile: Program) -> None:
    told = odile.get("my-file/whole").json()
    page = house.browser("odile").client.get(f"/{house.slug}/my-file/my-file.json").json()
    assert (told["format"], told["sections"].keys()) == (page["format"], page["sections"].keys())
    assert told["sections"]["particulars"] == page["sections"]["particulars"]
    assert "Gagnon" in paper_text(odile.get("my-file/whole/paper"))
    path = f"persons/{house.persons['odile']}/whole"
    assert manager.get(path).json()["person_id"] == str(house.persons["odile"])
    narrow = house.program("manager", P.MANAGE_REGISTER)
    assert "shares" not in narrow.get(path).json()["sections"]
    assert "Gagnon" in paper_text(manager.get(f"{path}/paper"))
    assert looks_at(house, "odile") == ["whole", "whole", "whole"]
    refused(house.program("teller", P.VIEW_REGISTER).get(path), 403, "not_let_in")


def test_who_joined_takes_the_papers_along(house: House, manager: Program) -> None:
    program = house.capital.caisse.program
    token, by = uuid4().hex, replace(program, authority="applicant")
    membership.begin_draft(by=by, token=token)
    with inside(house.id):
        terms = queries.admission_terms(on=TODAY)
    luc = Applicant(Particulars("Tremblay", "Luc", birth_date=date(1990, 1, 2)))
    asked = membership.ApplicationRequest(luc, terms.bond[0], terms.version or 0)
    sent = membership.send_application(by=by, token=token, asked=asked).application_id
    paper = membership.add_document(
        by=by, application_id=sent, kind=DocumentKind.IDENTITY, content=b"%PDF-1.7 a passport"
    )
    membership.accept_application(by=program, application_id=sent)
    line = membership.register_applicant(by=program, application_id=sent, pay=lambda _line: uuid4())
    house.emails["luc"], house.persons["luc"] = f"luc@{house.slug}.example.org", line.person_id
    membership.give_sign_in(
        by=program, person_id=line.person_id, email=house.emails["luc"], password="tulip anvil seven"
    )
    own, browser = house.program("luc"), house.browser("luc").client
    (told,) = own.get("my-file/whole").json()["sections"]["papers"]
    assert told["document_id"] == str(paper)
    read = own.get(f"my-file/papers/{paper}")
    assert (read.content, read.headers["Content-Type"]) == (b"%PDF-1.7 a passport", "application/pdf")
    page = browser.get(f"/{house.slug}/my-file/").content.decode()
    assert f"/{house.slug}/my-file/papers/{paper}/" in page
    shown = browser.get(f"/{house.slug}/my-file/papers/{paper}/")
    assert shown.content == read.content
    assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for other in (house.program("odile"), manager):
        refused(other.get(f"my-file/papers/{paper}"), 404, "not_found")
    refused(own.get(f"my-file/papers/{uuid4()}"), 404, "not_found")


def test_who_watches_reads_who_has_looked_page_by_page(house: House, manager: Program) -> None:
    own = f"persons/{house.persons['odile']}"
    for _ in range(3):
        manager.get(own)
    first = manager.get(f"{own}/looks", limit=2).json()
    rest = manager.get(f"{own}/looks", limit=2, after=first["next_cursor"]).json()
    assert [len(first["items"]), len(rest["items"]), rest["next_cursor"]] == [2, 1, None]
    assert first["items"][0]["offices"] == ["manager"]
    refused(house.program("manager", P.VIEW_REGISTER).get(f"{own}/looks"), 403, "not_let_in")


def test_certificates_are_issued_printed_and_verified_by_anyone(
    house: House, manager: Program, odile: Program
) -> None:
    asked = {"share_class": "permanent"}
    refused(odile.post("my-certificates", asked), 409, "nothing_to_certify")
    refused(odile.post("my-certificates", {"share_class": "gold"}), 404, "share_class_not_found")
    house.capital.issue(house.persons["odile"], 3)
    own = odile.post("my-certificates", asked).json()
    assert (own["number"], own["quantity"], own["state"]) == (1, 3, "in_force")
    holder = {"holder_id": str(house.persons["odile"])}
    again = manager.post("shares/certificates", asked | holder).json()
    states = [each["state"] for each in odile.get("my-certificates").json()["items"]]
    assert states == ["in_force", "superseded"]
    assert manager.get("shares/certificates", **holder).json()["items"][0]["id"] == again["id"]
    refused(manager.post("shares/certificates", asked | {"holder_id": str(uuid4())}), 404, "not_found")
    own_matter = asked | {"holder_id": str(house.persons["manager"])}
    refused(manager.post("shares/certificates", own_matter), 403, "own_matter")
    assert "Odile Gagnon" in paper_text(odile.get(f"certificates/{own['id']}/paper"))
    refused(house.program("armand").get(f"certificates/{own['id']}/paper"), 404, "not_found")
    code = capital_code(house, again["id"])
    nobody = house.nobody()
    found = nobody.post("certificates/check", {"number": 2, "code": code}, key="").json()["certificate"]
    assert (found["in_force"], found["initials"], found["quantity"]) == (True, "O. G.", 3)
    assert "holder_id" not in found
    wrong = nobody.post("certificates/check", {"number": 1, "code": code}, key="").json()
    assert wrong == {"certificate": None}
    refused(nobody.post("certificates/check", {"number": 1, "code": "12"}, key=""), 422, "request_invalid")


def capital_code(house: House, certificate_id: str) -> str:
    from rochdale.capital import queries

    with inside(house.id):
        return queries.code_groups(queries.code_of(certificate_id=UUID(certificate_id)))


def test_who_guesses_codes_waits(house: House) -> None:
    nobody, asked = house.nobody(), {"number": 1, "code": "1" * 20}
    statuses = [nobody.post("certificates/check", asked, key="").status_code for _ in range(21)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    refused(nobody.post("certificates/check", asked, key=""), 429, "too_often")


def extracts(house: House, verb: str) -> list[dict[str, Any]]:
    with inside(house.id):
        return [each.facts for each in Act.objects.filter(verb=verb).order_by("id")]


def test_lists_of_members_are_handed_out_for_a_purpose_and_on_the_record(
    house: House, manager: Program
) -> None:
    days = {"first": str(TODAY), "last": str(TODAY)}
    told = manager.post("lists/register", PURPOSE, key="").json()
    assert (told["lines"], told["items"][0]["family_name"]) == (2, "Gagnon")
    notice = manager.post("lists/notice", PURPOSE, key="").json()
    excluded = manager.post("lists/excluded", PURPOSE, key="").json()
    assert notice["lines"] + excluded["lines"] == 2
    assert all(each["missing"] for each in excluded["items"])
    assert not any(each["missing"] for each in notice["items"])
    joined = manager.post("lists/joined", PURPOSE | days, key="").json()
    assert [each["on"] for each in joined["items"]] == [str(TODAY)] * 2
    assert manager.post("lists/left", PURPOSE | days, key="").json()["items"] == []
    rows = table(manager.post("lists/register", PURPOSE | {"form": "csv"}, key=""))
    assert [row[0] for row in rows[1:]] == ["Gagnon, Odile", "Lévesque, Armand"]
    assert "The general meeting" in paper_text(manager.post("lists/joined", PURPOSE | days | {"form": "pdf"}))
    for wrong in ({}, {"purpose": ""}, PURPOSE | {"form": "xls"}):
        refused(manager.post("lists/register", wrong, key=""), 422, "request_invalid")
    refused(manager.post("lists/register", {"purpose": " "}, key=""), 409, "purpose_missing")
    kept = extracts(house, "membership.hand_out_list")
    assert [(each["list"], each["form"]) for each in kept] == [
        ("register", "json"), ("notice", "json"), ("excluded", "json"), ("joined", "json"), ("left", "json"),
        ("register", "csv"), ("joined", "pdf"),
    ]  # fmt: skip


def test_what_a_list_holds_is_seen_before_it_is_handed_out(
    house: House, manager: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"first": str(TODAY), "last": str(TODAY)}
    manager.post("register/2/class", {"member_class": "auxiliary", "reason": "moved away"})
    entitled = {"number": 1, "name": "Odile Gagnon", "missing": []}
    assert manager.get("lists/notice").json() == {"on": str(TODAY), "lines": 1, "items": [entitled]}
    (excluded,) = manager.get("lists/excluded").json()["items"]
    assert (excluded["number"], excluded["missing"]) == (2, ["auxiliary"])
    joined = manager.get("lists/joined", **days).json()
    assert [(each["number"], each["on"], each["cause"]) for each in joined["items"]] == [
        (number, str(TODAY), "application") for number in (1, 2)
    ]
    assert manager.get("lists/left", **days).json() == {**days, "lines": 0, "items": []}
    assert manager.get("lists/notice", on="2000-01-01").json()["lines"] == 0
    monkeypatch.setattr("rochdale.membership.api.previews.SHOWN_LINES", 1)
    shown = manager.get("lists/joined", **days).json()
    assert (shown["lines"], len(shown["items"])) == (2, 1)
    refused(manager.get("lists/joined"), 422, "request_invalid")
    refused(house.program("odile").get("lists/notice"), 403, "not_let_in")
    assert extracts(house, "membership.hand_out_list") == []


def test_a_list_too_long_is_refused_and_not_on_the_record(
    house: House, manager: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rochdale.membership.views.extracts.PAPER_LINES_MAX", 1)
    for form in ("json", "pdf"):
        refused(manager.post("lists/register", PURPOSE | {"form": form}), 409, "list_too_long")
    monkeypatch.setattr("rochdale.capital.api.extracts.LINES_MAX", 0)
    house.capital.issue(house.persons["odile"], 3)
    refused(manager.post("lists/shares"), 409, "share_paper_too_long")
    assert extracts(house, "membership.hand_out_list") == extracts(house, "capital.extract") == []


def test_lists_of_shares_are_handed_out_on_the_record(house: House, manager: Program) -> None:
    house.capital.issue(house.persons["odile"], 3)
    ask(house, "odile", 2)
    days = {"first": str(TODAY), "last": str(TODAY)}
    told = manager.post("lists/shares", key="").json()
    assert [(each["name"], each["held"]) for each in told["items"]] == [("Gagnon, Odile", 3)]
    assert manager.post("lists/share-movements", days, key="").json()["items"][0]["quantity"] == 3
    assert manager.post("lists/redemptions", key="").json()["items"][0]["quantity"] == 2
    rows = table(manager.post("lists/redemptions", {"form": "csv"}, key=""))
    assert rows[1][2:6] == ["Odile Gagnon", "1", "permanent", "2"]
    assert len(table(manager.post("lists/shares", {"form": "csv"}, key=""))) == 3
    assert "Odile Gagnon" in paper_text(manager.post("lists/share-movements", days | {"form": "pdf"}))
    kept = [(each["paper"], each["format"]) for each in extracts(house, "capital.extract")]
    assert kept == [
        ("register", "json"), ("movements", "json"), ("queue", "json"), ("queue", "csv"), ("register", "csv"),
        ("movements", "pdf"),
    ]  # fmt: skip


def ask(house: House, who: str, quantity: int) -> None:
    capital.ask_redemption(
        by=replace(house.capital.treasurer, person_id=house.persons[who], authority="oneself"),
        key=key(),
        holder_id=house.persons[who],
        code="permanent",
        quantity=quantity,
    )


def test_many_are_repaid_at_once_and_once(house: House, manager: Program) -> None:
    treasurer = house.program("treasurer", P.MANAGE_CAPITAL)
    asked = {"reason": "The board decided"}
    none = treasurer.post("shares/redemptions/repayments", asked).json()
    assert (none["requests"], none["items"]) == (0, [])
    for who in ("odile", "armand"):
        house.capital.issue(house.persons[who], 10)
        ask(house, who, 2)
        ask(house, who, 1)
    house.capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("blank_person",))
    refused(treasurer.post("shares/redemptions/repayments", {}), 422, "request_invalid")
    done = treasurer.post("shares/redemptions/repayments", asked, key="repay-0001")
    told = done.json()
    assert (told["requests"], told["worth"], len({each["entry_id"] for each in told["items"]})) == (
        4, {"minor": 6_000, "currency": "CAD"}, 4,
    )  # fmt: skip
    again = treasurer.post("shares/redemptions/repayments", asked, key="repay-0001")
    assert (again.json(), again.headers["Idempotent-Replay"]) == (told, "true")
    assert (house.capital.held(house.capital.odile), house.capital.held(house.capital.armand)) == (7, 7)
    assert house.capital.is_clean()


def test_many_are_not_repaid_at_par_after_losses(house: House) -> None:
    treasurer = house.program("treasurer", P.MANAGE_CAPITAL)
    house.capital.issue(house.persons["odile"], 10)
    ask(house, "odile", 2)
    ask(house, "odile", 1)
    house.capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("blank_person",))
    house.capital.lose("40")
    refused(treasurer.post("shares/redemptions/repayments", {"reason": "x"}), 409, "price_above_net_worth")
    declared = operation_told(pay_redemptions)
    assert declared is not None
    assert PriceAboveNetWorth in declared.refuses


def test_many_wait_for_a_second_person_where_the_bylaws_ask_for_one(house: House) -> None:
    treasurer = house.program("treasurer", P.MANAGE_CAPITAL)
    house.capital.issue(house.persons["odile"], 10)
    ask(house, "odile", 2)
    house.capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("redeem_shares",))
    told = treasurer.post("shares/redemptions/repayments", {"reason": "x"}).json()
    assert (told["waits"], told["requests"]) == (True, 1)
    assert house.capital.held(house.capital.odile) == 10


def test_a_price_that_is_too_high_is_refused_already_when_it_is_proposed(house: House) -> None:
    treasurer = house.program("treasurer", P.MANAGE_CAPITAL)
    house.capital.issue(house.persons["odile"], 10)
    ask(house, "odile", 4)
    house.capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("redeem_shares",))
    queue = house.program("manager", P.VIEW_CAPITAL).get("shares/redemptions").json()["items"]
    asked = {"to_account_id": str(house.capital.cash), "price": {"minor": 4_001, "currency": "CAD"}}
    path = f"shares/redemptions/{queue[0]['id']}/repayment"
    refused(treasurer.post(path, asked), 409, "price_impossible")
    assert treasurer.get("proposals").json()["items"] == []
    assert treasurer.post(path, asked | {"price": {"minor": 4_000, "currency": "CAD"}}).json()["waits"]
    ask(house, "odile", 1)
    house.capital.lose("25")
    refused(treasurer.post("shares/redemptions/repayments", {"reason": "x"}), 409, "price_above_net_worth")


LISTS = [("my-letters", 7), ("my-consents", 6), ("my-file/looks", 8), ("my-certificates", 7)]


@pytest.mark.parametrize(("path", "statements"), LISTS)
def test_a_list_costs_few_statements(house: House, odile: Program, path: str, statements: int) -> None:
    letters_to(house, "odile", 12)
    odile.get("me")
    with CaptureQueriesContext(connection) as seen:
        assert odile.get(path).status_code == 200
    assert len(seen) <= statements
