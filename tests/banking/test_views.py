"""The pages of banking over HTTP: who sees what, what a form does, and how many statements a list takes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.banking import actions, queries
from rochdale.banking.actions import MemberAccountRequest
from rochdale.banking.errors import StatementTooLong
from rochdale.banking.views import accounts
from rochdale.ledger import queries as ledger
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside
from rochdale.web.http import REFUSED_STATUS
from visiting import enter

from .conftest import TODAY, Caisse, cad, key


class Visitor:
    """Somebody at a browser."""

    def __init__(self, caisse: Caisse, person_id: UUID | None, language: str = "en") -> None:
        assert person_id is not None
        email = self.email = f"{uuid4().hex}@example.org"
        membership.give_sign_in(by=caisse.program, person_id=person_id, email=email)
        self.slug = caisse.slug
        self.client = Client()
        self.client.cookies["django_language"] = language
        enter(self.client, email)

    def get(self, path: str) -> Any:
        return self.client.get(f"/{self.slug}/{path}")

    def post(self, path: str, sent: dict[str, str]) -> Any:
        return self.client.post(f"/{self.slug}/{path}", sent)

    def text(self, path: str) -> str:
        """The words of a page, without its marks."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return words(response)


def words(response: Any) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).replace("\N{NO-BREAK SPACE}", " ").split())


def hidden(response: Any) -> dict[str, str]:
    """What the confirmation sends along."""
    fields = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', response.content.decode())
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def deposit(caisse: Caisse, text: str, word: str = "") -> UUID:
    done = actions.deposit(
        by=caisse.teller, key=key(), account_id=caisse.everyday.account_id, amount=cad(text), text=word
    )
    assert done.entry_id is not None
    return done.entry_id


TYPED = [("en", "1,234.50", "$1,234.50"), ("fr", "1 234,50", "1 234,50 $")]


@pytest.mark.parametrize(("language", "typed", "shown"), TYPED)
def test_a_deposit_shows_its_effect_and_is_posted_once(
    caisse: Caisse, language: str, typed: str, shown: str
) -> None:
    teller = Visitor(caisse, caisse.teller.person_id, language)
    form = teller.get(f"counter/deposit/?account={caisse.everyday.number}")
    sent = {"account": caisse.everyday.number, "amount": typed, "text": "Pay", "reason": "", **hidden(form)}
    confirm = teller.post("counter/deposit/", sent)
    assert confirm.status_code == 200
    assert shown in words(confirm)
    again = hidden(confirm)
    assert again["confirmed"] == "yes"
    first, second = (teller.post("counter/deposit/", again) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with inside(caisse.id):
        account = queries.account_held(caisse.everyday.account_id)
    assert account is not None
    assert account.balance == cad("1234.50")


def test_a_form_that_cannot_be_read_says_so(caisse: Caisse) -> None:
    teller = Visitor(caisse, caisse.teller.person_id)
    sent = {"account": "1-01-1", "to": caisse.savings.number, "amount": "12,5", "key": key()}
    response = teller.post("counter/transfer/", sent)
    assert response.status_code == 400
    assert "No member holds an account of this number" in words(response)


def test_a_refusal_is_told_in_words_and_posts_nothing(caisse: Caisse) -> None:
    teller = Visitor(caisse, caisse.teller.person_id, "fr")
    sent = {"account": caisse.everyday.number, "amount": "10", "key": key(), "confirmed": "yes"}
    response = teller.post("counter/withdrawal/", sent)
    assert response.status_code == 409
    assert 'role="alert"' in response.content.decode()


def test_over_the_limit_goes_to_a_second_person(caisse: Caisse) -> None:
    teller, manager = (Visitor(caisse, who.person_id) for who in (caisse.teller, caisse.manager))
    sent = {"account": caisse.everyday.number, "amount": "6,000", "reason": "A tractor.", "key": key()}
    assert "not posted until a second person approves" in words(teller.post("counter/deposit/", sent))
    asked = teller.post("counter/deposit/", sent | {"confirmed": "yes"})
    path = asked["Location"].split(f"/{caisse.slug}/", 1)[1]
    assert "Your office does not" in teller.text(path) or "You asked for this yourself" in teller.text(path)
    assert teller.post(f"{path}approve/", {}).status_code == 403
    assert "Deposit in cash to account" in manager.text("")
    assert "A tractor." in manager.text(path)
    assert manager.post(f"{path}refuse/", {"reason": ""}).status_code == 409
    done = manager.post(f"{path}approve/", {"reason": ""})
    entry = manager.text(done["Location"].split(f"/{caisse.slug}/", 1)[1])
    assert "Rosaire Côté" in entry
    assert "Thérèse Bélanger" in entry
    assert manager.post(f"{path}approve/", {"reason": ""}).status_code == 409
    assert "approved it on" in manager.text(path)


def test_a_member_sees_own_accounts_only(caisse: Caisse) -> None:
    entry_id = deposit(caisse, "100", "Firewood")
    odile, armand = Visitor(caisse, caisse.odile_id), Visitor(caisse, caisse.armand_id)
    assert "$100.00" in odile.text("")
    assert "Firewood" in odile.text(f"accounts/{caisse.everyday.number}/")
    assert "Who, when and why" in odile.text(f"entries/{entry_id}/")
    for path in (f"accounts/{caisse.everyday.number}/", f"entries/{entry_id}/"):
        assert armand.get(path).status_code == 404
    for path in ("statement.pdf", "statement.csv"):
        assert armand.get(f"accounts/{caisse.everyday.number}/{path}").status_code == 404
    for path in (
        "counter/deposit/",
        "books/trial-balance/",
        "books/days/",
        "register/1/",
        "books/days/close/",
    ):
        assert armand.get(path).status_code == 403
    assert Client().get(f"/{caisse.slug}/").status_code == 302


def test_a_statement_between_two_dates(caisse: Caisse) -> None:
    deposit(caisse, "100", "=SUM(A1)")
    teller = Visitor(caisse, caisse.teller.person_id)
    assert "$100.00" in teller.text(f"accounts/{caisse.everyday.number}/?first=2026-11-01&last=2026-11-30")
    empty = teller.text(f"accounts/{caisse.everyday.number}/?first=2025-01-01&last=2025-01-31")
    assert "No money moved" in empty
    wrong = teller.text(f"accounts/{caisse.everyday.number}/?first=2026-12-01&last=2026-11-01")
    assert "comes before the first one" in wrong
    assert teller.get("accounts/nobody/").status_code == 404


def test_a_long_statement_goes_on(caisse: Caisse, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in range(5):
        deposit(caisse, "1", f"word {place}")
    monkeypatch.setattr(ledger.statement, "__kwdefaults__", {"after": None, "limit": 2})
    teller = Visitor(caisse, caisse.treasurer.person_id)
    for path in (f"accounts/{caisse.everyday.number}/", f"books/accounts/{_roles(caisse)['cash']}/"):
        shown, asked = "", ""
        for _ in range(3):
            response = teller.get(path + asked)
            shown += words(response)
            following = re.search(r'href="([^"]*)" rel="next"', response.content.decode())
            asked = following[1].replace("&amp;", "&") if following else ""
        assert not asked
        assert all(shown.count(f"word {place}") == 1 for place in range(5))
        assert "$5.00" in shown
    assert teller.get(f"accounts/{caisse.everyday.number}/?after=forged").status_code == 200


def test_a_paper_leaves_nothing_out_in_silence(caisse: Caisse, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        deposit(caisse, "1")
    monkeypatch.setattr(accounts, "PAPER_LINES_MAX", 1)
    response = Visitor(caisse, caisse.odile_id).get(f"accounts/{caisse.everyday.number}/statement.pdf")
    assert response.status_code == REFUSED_STATUS
    assert StatementTooLong(lines_max=1).message() in words(response)


def test_the_table_reads_as_machines_read(caisse: Caisse) -> None:
    deposit(caisse, "1234.50", "=SUM(A1)")
    teller = Visitor(caisse, caisse.teller.person_id, "fr")
    response = teller.get(f"accounts/{caisse.everyday.number}/statement.csv")
    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(table[0]) == 7
    assert table[1][0] == TODAY.isoformat()
    assert table[1][3] == "'=SUM(A1)"
    assert table[1][4:] == ["1234.50", "1234.50", "CAD"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_paper_says_what_the_page_says(caisse: Caisse, language: str) -> None:
    deposit(caisse, "1234.50", "Élodie, #heading *not bold*")
    teller = Visitor(caisse, caisse.teller.person_id, language)
    response = teller.get(f"accounts/{caisse.everyday.number}/statement.pdf")
    assert response["Content-Type"] == "application/pdf"
    paper = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "Odile Gagnon" in paper
    assert "#heading *not bold*" in paper
    assert ("1,234.50" if language == "en" else "1 234,50") in paper.replace("\N{NO-BREAK SPACE}", " ")


def test_an_entry_is_reversed_with_a_reason(caisse: Caisse) -> None:
    entry_id = deposit(caisse, "100")
    manager = Visitor(caisse, caisse.manager.person_id)
    page = manager.get(f"entries/{entry_id}/reverse/")
    assert "$100.00" in words(page)
    assert manager.post(f"entries/{entry_id}/reverse/", {"key": key()}).status_code == 400
    done = manager.post(f"entries/{entry_id}/reverse/", {**hidden(page), "reason": "Wrong account."})
    assert "Wrong account." in manager.text(done["Location"].split(f"/{caisse.slug}/", 1)[1])
    assert "Reversed" in manager.text(f"entries/{entry_id}/")


def test_the_books_and_the_day(caisse: Caisse) -> None:
    entry_id = deposit(caisse, "100")
    manager = Visitor(caisse, caisse.manager.person_id)
    balance = manager.text("books/trial-balance/")
    assert "Demand deposits of members" in balance
    assert "Debits and credits differ" not in balance
    roles = _roles(caisse)
    assert "Deposit at the counter" in manager.text(f"books/accounts/{roles['cash']}/")
    assert "sums the accounts of members" in manager.text(f"books/accounts/{roles['demand_deposits']}/")
    assert str(entry_id) in manager.get(f"books/days/{TODAY}/").content.decode()
    assert "for good" in manager.text("books/days/close/")
    assert manager.post("books/days/close/", {}).status_code == 302
    assert "1 entry" in manager.text("books/days/")
    assert manager.get("books/days/yesterday/").status_code == 404
    assert manager.get(f"books/accounts/{uuid4()}/").status_code == 404


def _roles(caisse: Caisse) -> dict[str, UUID]:
    with inside(caisse.id):
        return queries.accounts_by_role(cad("1").currency)


def test_search_opens_an_account_or_the_register(caisse: Caisse) -> None:
    teller = Visitor(caisse, caisse.teller.person_id)
    bare = caisse.everyday.number.replace("-", "")
    assert teller.get(f"search/?q={bare}")["Location"].endswith(f"/accounts/{caisse.everyday.number}/")
    assert "/register/?q=Gagnon" in teller.get("search/?q=Gagnon")["Location"]


def test_search_opens_an_entry_by_its_number(caisse: Caisse) -> None:
    """A bare number is a member's first; a number with its sign is always an entry's."""
    entries = [deposit(caisse, "10") for _ in range(5)]
    manager = Visitor(caisse, caisse.manager.person_id)
    assert "/register/" in manager.get("search/?q=nº 1")["Location"]
    assert manager.post("books/days/close/", {}).status_code == 302
    for typed in ("nº 1", "No. 1", "n°1"):
        assert manager.get(f"search/?q={typed}")["Location"].endswith(f"/entries/{entries[0]}/")
    assert "/register/" in manager.get("search/?q=1")["Location"]
    for typed in ("no 6", "no 999,999,999,999,999", "no 1a", "²", "9" * 40):
        assert "/register/" in manager.get(f"search/?q={typed}")["Location"]
    assert manager.get("search/?q=5")["Location"].endswith(f"/entries/{entries[4]}/")
    member = Visitor(caisse, caisse.odile_id)
    assert member.get("search/?q=nº 1").status_code == 403


def test_a_members_page_has_the_accounts(caisse: Caisse) -> None:
    deposit(caisse, "100")
    page = Visitor(caisse, caisse.teller.person_id).text("register/1/")
    assert "Everyday account" in page
    assert "$100.00" in page


def test_empty_states_teach(caisse: Caisse) -> None:
    manager = Visitor(caisse, caisse.manager.person_id)
    assert "No operation waits for a second person." in manager.text("")
    assert "Nothing was booked on this day." in manager.text("books/days/2020-01-01/")


LISTS = [
    "",
    "register/1/",
    "accounts/{number}/",
    "books/trial-balance/",
    "books/days/",
    "books/days/2026-11-23/",
]


@pytest.mark.parametrize("path", LISTS)
def test_lists_take_the_same_statements_however_long(caisse: Caisse, path: str) -> None:
    manager = Visitor(caisse, caisse.manager.person_id)
    path = path.format(number=caisse.everyday.number)
    deposit(caisse, "1")
    before = _statements(manager, path)
    requests = [MemberAccountRequest(caisse.odile_id, "savings")] * 10
    actions.open_member_accounts(by=caisse.program, requests=requests)
    for _ in range(10):
        deposit(caisse, "1")
        by = replace(caisse.teller, reason="Much.")
        actions.deposit(by=by, key=key(), account_id=caisse.everyday.account_id, amount=cad("9000"))
    after = _statements(manager, path)
    assert after <= before + 1  # names of who asked are looked up where there are any
    assert after <= 34


def _statements(visitor: Visitor, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        visitor.text(path)
    return len(captured)


def test_no_office_serves_for_accounts_of_its_holder(caisse: Caisse) -> None:
    program = caisse.program
    (enrolled,) = membership.enrol_persons(
        by=program,
        enrolments=[membership.Enrolment(caisse.manager.person_id, TODAY)],  # type: ignore[arg-type]
    )
    request = MemberAccountRequest(enrolled.person_id, "everyday")
    (own,) = actions.open_member_accounts(by=program, requests=[request])
    manager = Visitor(caisse, enrolled.person_id)
    sent = {"amount": "10", "key": key(), "confirmed": "yes"}
    refused = manager.post("counter/deposit/", sent | {"account": own.number})
    assert refused.status_code == 409
    assert "This concerns yourself" in words(refused)
    deposit(caisse, "50.00")
    over = sent | {"account": caisse.everyday.number, "to": own.number, "key": key()}
    assert "This concerns yourself" in words(manager.post("counter/transfer/", over))
    done = actions.deposit(by=caisse.teller, key=key(), account_id=own.account_id, amount=cad("7.00"))
    assert manager.get(f"entries/{done.entry_id}/reverse/").status_code == 403
    asked = actions.deposit(by=caisse.teller, key=key(), account_id=own.account_id, amount=cad("9000.00"))
    assert manager.post(f"waiting/{asked.pending_id}/approve/", {}).status_code == 403
