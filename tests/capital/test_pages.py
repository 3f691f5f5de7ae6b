"""The pages of shares over HTTP: whole stories, who sees what, and how many statements a list takes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pypdf
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from banking.test_views import Visitor, hidden, words
from rochdale.banking import actions as banking
from rochdale.capital import actions, errors, queries
from rochdale.capital.views import outputs
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.calendar import months_after
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.queries import ConsentPurpose, DepartureCause, Particulars
from rochdale.tenancy.actions import inside
from rochdale.web.http import REFUSED_STATUS

from .conftest import TODAY, Capital, build, cad, key

pytestmark = pytest.mark.slow

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4} \d{4}")


@pytest.fixture(autouse=True)
def nobody_tried_yet(database: str) -> None:
    cache.clear()


def visitor(capital: Capital, who: str, language: str = "en") -> Visitor:
    people = {
        "odile": capital.odile,
        "armand": capital.armand,
        "teller": capital.caisse.teller.person_id,
        "treasurer": capital.caisse.treasurer.person_id,
        "manager": capital.caisse.manager.person_id,
    }
    return Visitor(capital.caisse, people[who], language)


def fill(page: Visitor, path: str, sent: dict[str, str]) -> Any:
    """Fill in the form of an act, look at its effect, and confirm it; the answer to the confirmation."""
    form = page.get(path)
    assert form.status_code == 200, (path, form.status_code)
    confirm = page.post(path, hidden(form) | sent)
    assert confirm.status_code == 200, words(confirm)
    return page.post(path, hidden(confirm))


def waiting_act(page: Visitor) -> str:
    """The path of the proposed act that waits."""
    found = re.search(r"/(waiting/acts/[0-9a-f-]{36}/)", page.get("").content.decode())
    assert found
    return found[1]


def surplus(capital: Capital, text: str) -> None:
    """Income stays in the cooperative: it raises its capital."""
    income = books.account_by_role(capital.id, "interest_income", "CAD").id
    minor = cad(text).minor
    lines = (ledger.Line(capital.cash, minor, "CAD"), ledger.Line(income, -minor, "CAD"))
    request = ledger.EntryRequest(key(), TODAY, TODAY, "interest", "", lines)
    ledger.post_entry(by=capital.treasurer, request=request)


@pytest.mark.parametrize(
    ("language", "title", "owed"), [("en", "My shares", "still owed"), ("fr", "Mes parts", "encore")]
)
def test_a_teller_issues_shares_by_instalments_and_the_member_sees_them(
    capital: Capital, language: str, title: str, owed: str
) -> None:
    teller = visitor(capital, "teller")
    path = f"shares/holders/{capital.odile}/"
    banking.deposit(
        by=capital.caisse.teller, key=key(), account_id=capital.caisse.everyday.account_id, amount=cad("100")
    )
    asked = {
        "code": "permanent", "quantity": "4", "paid": "10", "organ": "officer", "reason": "",
        "account": str(capital.caisse.everyday.account_id),
    }  # fmt: skip
    form = teller.get(f"{path}issue/")
    confirm = teller.post(f"{path}issue/", hidden(form) | asked)
    assert "Permanent shares of Odile Gagnon" in words(confirm)
    again = hidden(confirm)
    for _ in range(2):
        assert teller.post(f"{path}issue/", again).status_code == 302
    assert capital.held(capital.odile) == 4
    assert "$40.00" in teller.text("register/1/")
    odile = visitor(capital, "odile", language)
    text = odile.text("my-shares/")
    assert title in text
    assert owed in text
    assert capital.caisse.everyday.number in odile.text("")
    movement = re.search(r"shares/movements/[0-9a-f-]{36}/", odile.get("my-shares/").content.decode())
    assert movement
    assert "Rosaire Côté" in odile.text(movement[0])
    assert visitor(capital, "armand").get(movement[0]).status_code == 404
    assert odile.post(f"{movement[0]}pay-in/", {}).status_code == 403
    done = fill(teller, f"{movement[0]}pay-in/", {"amount": "30", "account": str(capital.cash), "reason": ""})
    assert done.status_code == 302
    assert teller.get(f"{movement[0]}pay-in/").status_code == 404
    assert capital.is_clean()


def test_a_certificate_is_printed_in_the_holders_language_and_verified_by_anyone(capital: Capital) -> None:
    capital.issue(capital.odile, 12)
    odile = visitor(capital, "odile")
    assert odile.post("my-shares/certificates/", {"code": "permanent"}).status_code == 302
    (link,) = re.findall(r"certificates/[0-9a-f-]{36}\.pdf", odile.get("my-shares/").content.decode())
    paper = pypdf.PdfReader(io.BytesIO(odile.get(link).content)).pages[0].extract_text()
    assert "Odile Gagnon" in paper
    assert "Certificat de parts" in paper  # her language; the page was in English
    code = CODE.search(paper)
    assert code
    assert visitor(capital, "armand").get(link).status_code == 404
    assert visitor(capital, "treasurer").get(link).status_code == 200
    anyone, address = Client(), f"/{capital.caisse.slug}/certificates/"
    assert 'value="1"' in anyone.get(f"{address}?number=1").content.decode()
    told = words(anyone.post(address, {"number": "1", "code": code[0]}, headers={"Accept-Language": "en"}))
    assert "This certificate is in force" in told
    assert "O. G." in told
    assert "Odile" not in told
    wrong = code[0][:-1] + str((int(code[0][-1]) + 1) % 10)
    for sent in ({"number": "1", "code": wrong}, {"number": "2", "code": code[0]}):
        assert "No certificate has this number" in words(
            anyone.post(address, sent, headers={"Accept-Language": "en"})
        )
    assert anyone.post(address, {"number": "1", "code": "12"}).status_code == 400
    capital.issue(capital.odile, 1)
    told = words(anyone.post(address, {"number": "1", "code": code[0]}, headers={"Accept-Language": "en"}))
    assert "no longer in force" in told
    assert "the number of shares has changed" in told
    assert capital.is_clean()


def test_codes_are_not_tried_without_end(capital: Capital) -> None:
    address, sent = f"/{capital.caisse.slug}/certificates/", {"number": "1", "code": "0" * 20}
    anyone = Client()
    assert [anyone.post(address, sent).status_code for _ in range(21)][-2:] == [200, 429]


def test_a_certificate_follows_what_is_held(capital: Capital) -> None:
    capital.issue(capital.odile, 3)
    by, certify = capital.treasurer, {"holder_id": capital.odile, "code": "permanent"}
    first = actions.issue_certificate(by=by, **certify)  # type: ignore[arg-type]  # facts by name
    second = actions.issue_certificate(by=by, **certify)  # type: ignore[arg-type]  # as above
    with inside(capital.id):
        states = [each.state.value for each in queries.certificates_of(holder_id=capital.odile)]
        assert states == ["in_force", "superseded"]
        with pytest.raises(errors.CertificateNotFound):
            queries.certificate(certificate_id=uuid4())
        assert queries.certificate(certificate_id=first).number == 1
    odile, treasurer = visitor(capital, "odile"), visitor(capital, "treasurer")
    with inside(capital.id), override_settings(SECRET_KEY="another"):
        told = queries.code_of(certificate_id=second)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(queries, "code_of", lambda **_: told)  # the key of the codes was changed
        answer = treasurer.get(f"certificates/{second}.pdf")
    assert answer.status_code == REFUSED_STATUS
    assert str(errors.CertificateNotPrinted().message()) in words(answer)
    with pytest.raises(errors.NothingToCertify):
        actions.issue_certificate(by=by, holder_id=capital.armand, code="permanent")
    actions.transfer_shares(
        by=by, key=key(), code="permanent", from_id=capital.odile, to_id=capital.armand, quantity=3
    )
    with inside(capital.id):
        assert queries.certificate(certificate_id=second).state.value == "cancelled"
    assert odile.post("my-shares/certificates/", {"code": "permanent"}).status_code == REFUSED_STATUS


def test_a_repayment_waits_for_capital_and_is_released_by_surplus(capital: Capital) -> None:
    capital.issue(capital.odile, 40)
    capital.issue(capital.armand, 60)
    account = capital.caisse.everyday.account_id
    banking.deposit(by=capital.caisse.teller, key=key(), account_id=account, amount=cad("1000"))
    capital.amend(capital_floor_fraction=Fraction(1, 2))
    odile, armand = visitor(capital, "odile"), visitor(capital, "armand", "fr")
    fill(odile, "my-shares/redeem/", {"code": "permanent", "quantity": "20"})
    fill(armand, "my-shares/redeem/", {"code": "permanent", "quantity": "5"})
    text = odile.text("my-shares/")
    assert "It is the first of those that wait" in text
    assert "It comes to $200.00; $0.00 may be repaid today" in text
    assert "1 demande la précède" in armand.text("my-shares/")
    treasurer, manager = visitor(capital, "treasurer"), visitor(capital, "manager")
    page = treasurer.get("shares/queue/").content.decode()
    assert "The capital test lets nobody through today" in page
    assert treasurer.get("shares/queue/pay/").status_code == 302
    pay = re.search(r"shares/queue/[0-9a-f-]{36}/pay/", page)
    assert pay
    sent = {"account": str(capital.cash), "price": "", "reason": ""}
    assert fill(treasurer, pay[0], sent).status_code == 302
    waits = waiting_act(manager)
    assert "1 repayment is proposed already" in treasurer.text("shares/queue/")
    assert manager.post(f"{waits}approve/", {"reason": ""}).status_code == REFUSED_STATUS
    assert capital.held(capital.odile) == 40
    surplus(capital, "500")
    assert "May be repaid today" in treasurer.text("shares/queue/")
    assert treasurer.post(f"{waits}approve/", {"reason": ""}).status_code == REFUSED_STATUS
    assert manager.post(f"{waits}approve/", {"reason": ""}).status_code == 302
    assert capital.held(capital.odile) == 20
    assert "C’est la première" in armand.text("my-shares/")
    withdraw = re.search(
        r"my-shares/requests/[0-9a-f-]{36}/withdraw/", armand.get("my-shares/").content.decode()
    )
    assert withdraw
    assert odile.post(withdraw[0], {}).status_code == 404
    assert armand.post(withdraw[0], {}).status_code == 302
    assert "Nobody asks for repayment" in treasurer.text("shares/queue/")
    assert capital.is_clean()


def test_all_that_the_test_lets_through_are_repaid_as_one_act(capital: Capital) -> None:
    for who in (capital.odile, capital.armand):
        capital.issue(who, 10)
        for _ in range(2):
            actions.ask_redemption(
                by=capital.treasurer, key=key(), holder_id=who, code="permanent", quantity=2
            )
    capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("blank_person",))
    treasurer = visitor(capital, "treasurer")
    form = treasurer.get("shares/queue/pay/")
    confirm = treasurer.post("shares/queue/pay/", hidden(form) | {"reason": "the board decided"})
    assert "4 requests, $80.00 at par" in words(confirm)
    again = hidden(confirm)
    assert treasurer.post("shares/queue/pay/", again).status_code == 302
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (6, 6)
    assert "account" not in again
    assert capital.balance("cash") == -20_000
    assert (
        -books.balance_on(capital.id, capital.caisse.everyday.account_id, TODAY)
        + -books.balance_on(capital.id, capital.caisse.armands.account_id, TODAY)
        == 8_000
    )
    assert treasurer.post("shares/queue/pay/", again).status_code == 302
    assert capital.is_clean()


def test_a_transfer_takes_a_second_person(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    treasurer, manager = visitor(capital, "treasurer"), visitor(capital, "manager")
    path = f"shares/holders/{capital.odile}/transfer/"
    sent = {
        "code": "permanent",
        "quantity": "4",
        "to": "2",
        "cause": "gift",
        "organ": "board",
        "reason": "A gift.",
    }
    form = treasurer.get(path)
    assert treasurer.post(path, hidden(form) | sent | {"to": "77"}).status_code == 400
    confirm = treasurer.post(path, hidden(form) | sent)
    assert "two persons" in words(confirm)
    again = hidden(confirm)
    for _ in range(2):
        assert treasurer.post(path, again).status_code == 302
    assert capital.held(capital.armand) == 0
    waits = waiting_act(manager)
    assert "Permanent shares of Armand Lévesque" in manager.text(waits)
    manager.post(f"{waits}approve/", {"reason": ""})
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (6, 4)
    moved = re.search(
        r"shares/movements/[0-9a-f-]{36}/",
        treasurer.get(f"shares/holders/{capital.armand}/").content.decode(),
    )
    assert moved
    assert fill(treasurer, f"{moved[0]}reverse/", {"reason": "the wrong member"}).status_code == 302
    manager.post(f"{waiting_act(manager)}approve/", {"reason": ""})
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (10, 0)
    assert "Reversed" in treasurer.text(moved[0])
    assert capital.is_clean()


def test_a_conversion_shows_both_classes(capital: Capital) -> None:
    capital.issue(capital.odile, 5, "qualifying")
    capital.amend(second_person_acts=("blank_person",))
    treasurer = visitor(capital, "treasurer")
    path = f"shares/holders/{capital.odile}/convert/"
    sent = {"code": "qualifying", "quantity": "4", "to": "permanent", "reason": ""}
    assert fill(treasurer, path, sent).status_code == 302
    assert (capital.held(capital.odile), capital.held(capital.odile, "qualifying")) == (2, 1)


def officer(capital: Capital, office: OfficeKind) -> Visitor:
    (person_id,) = membership.add_persons(by=capital.caisse.program, particulars=[Particulars(office.value)])
    cooperatives.appoint(by=capital.caisse.program, person_id=person_id, office=office, since_on=TODAY)
    return Visitor(capital.caisse, person_id)


def test_heirs_take_what_waits_after_a_death(capital: Capital) -> None:
    capital.issue(capital.odile, 1, "qualifying")
    capital.issue(capital.odile, 10)
    secretary, treasurer = officer(capital, OfficeKind.SECRETARY), visitor(capital, "treasurer")
    begun = secretary.post("register/1/leaving/death/", {"day": TODAY.isoformat(), "words": "certificate 12"})
    path = begun.headers["Location"].split(f"/{capital.caisse.slug}/", 1)[1]
    assert "the end of the queue of repayments by themselves" in secretary.text(path)
    assert secretary.post(f"{path}ended/", {}).status_code == 302
    with inside(capital.id):
        waiting = [(each.share_class.code, each.quantity) for each in queries.redemption_queue()]
        (first, *_rest) = queries.redemption_queue()
    assert sorted(waiting) == [("permanent", 10), ("qualifying", 1)]
    with pytest.raises(errors.SharesStayQueued):
        actions.withdraw_redemption(by=capital.treasurer, request_id=first.id)
    capital.amend(second_person_acts=("blank_person",))
    sent = {
        "code": "permanent",
        "quantity": "6",
        "to": "2",
        "cause": "inheritance",
        "organ": "board",
        "reason": "",
    }
    assert fill(treasurer, f"shares/holders/{capital.odile}/transfer/", sent).status_code == 302
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (4, 6)
    with inside(capital.id):
        waiting = [(each.share_class.code, each.quantity) for each in queries.redemption_queue()]
    assert waiting == [("qualifying", 1), ("permanent", 4)]
    back = {"by": capital.treasurer, "code": "permanent", "from_id": capital.armand, "to_id": capital.odile}
    with pytest.raises(errors.HolderNotAdmitted):
        actions.transfer_shares(key=key(), quantity=1, **back)  # type: ignore[arg-type]  # facts by name
    assert capital.is_clean()


def test_who_leaves_owing_on_shares_is_repaid_the_rest(capital: Capital) -> None:
    capital.issue(capital.odile, 4, paid=cad("10"))
    departure = membership.ask_to_leave(by=capital.caisse.program, number=1)
    actions.end_departure(by=capital.caisse.program, departure_id=departure)
    with inside(capital.id):
        (waiting,) = queries.redemption_queue()
    actions.pay_redemption(
        by=capital.treasurer, key=key(), request_id=waiting.id, repayment=actions.Repayment(capital.cash)
    )
    assert capital.balance("cash") == 0
    assert capital.balance("share_subscriptions") == 0
    assert capital.held(capital.odile) == 0
    assert capital.is_clean()
    with inside(capital.id):
        (movement,) = [
            each.id
            for each in queries.movements(first=TODAY, last=TODAY, holder_id=capital.odile)
            if each.cause.value == "redemption"
        ]
    actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=movement)
    with inside(capital.id):
        assert len(queries.redemption_queue(holder_id=capital.odile)) == 1
    assert capital.is_clean()


def test_who_leaves_with_a_loan_outstanding_is_repaid_what_is_left(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    request = banking.MemberAccountRequest(capital.odile, "loan")
    (loan,) = banking.open_member_accounts(by=capital.caisse.program, requests=[request])
    account = capital.caisse.everyday.account_id
    lent = ledger.transfer(
        key=key(), on=TODAY, kind="loan", text="", from_id=loan.account_id, to_id=account, amount=cad("30")
    )  # fmt: skip
    ledger.post(by=capital.caisse.program, request=lent)
    capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=(), share_set_off=True)
    odile, secretary = visitor(capital, "odile"), officer(capital, OfficeKind.SECRETARY)
    assert "$30.00" in odile.text("my-file/leave/")
    begun = odile.post("my-file/leave/", {"words": "moving"})
    path = begun.headers["Location"].split(f"/{capital.caisse.slug}/", 1)[1]
    assert "$30.00" in odile.text(path)
    assert secretary.post(f"{path}ended/", {}).status_code == 302
    treasurer = visitor(capital, "treasurer")
    pay = re.search(r"shares/queue/[0-9a-f-]{36}/pay/", treasurer.get("shares/queue/").content.decode())
    assert pay
    sent = {"account": str(capital.cash), "price": "", "reason": "", "debt": str(loan.account_id)}
    too_much = fill(treasurer, pay[0], sent | {"set_off": "30.01"})
    assert too_much.status_code == REFUSED_STATUS
    assert fill(treasurer, pay[0], sent | {"set_off": "30.00"}).status_code == 302
    assert books.balance_on(capital.id, loan.account_id, TODAY) == 0
    assert (capital.held(capital.odile), capital.balance("cash")) == (0, -3_000)
    assert capital.is_clean()


def test_a_member_sees_what_leaving_does_to_shares(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    assert "Shares, and when they are repaid" in visitor(capital, "odile").text("my-file/leave/")
    with_pages = officer(capital, OfficeKind.SECRETARY)
    departure = membership.report_end(
        by=capital.caisse.program, number=1, cause=DepartureCause.DEATH, on=TODAY, words="x"
    )
    assert "Permanent shares" in with_pages.text(f"leaving/{departure}/")


def left_before_the_rule(capital: Capital, owner: psycopg.Connection[tuple[object, ...]]) -> None:
    """Odile leaves as in a register of before the rule: the database of then did not refuse it (INV-58)."""
    owner.execute("ALTER TABLE membership_member DISABLE TRIGGER leaver_waits_on_leaving")
    try:
        membership.end_membership(by=capital.caisse.program, number=1, left_on=TODAY)
    finally:
        owner.execute("ALTER TABLE membership_member ENABLE TRIGGER leaver_waits_on_leaving")


def test_what_qualifies_a_member_is_not_offered_for_repayment(
    capital: Capital, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    capital.issue(capital.odile, 1, "qualifying")
    odile, treasurer = visitor(capital, "odile"), visitor(capital, "treasurer")
    own, holder = "my-shares/redeem/", f"shares/holders/{capital.odile}/"
    assert own not in odile.get("my-shares/").content.decode()
    assert f"{holder}redeem/" not in treasurer.get(holder).content.decode()
    capital.issue(capital.odile, 1, "qualifying")
    assert own in odile.get("my-shares/").content.decode()
    assert f"{holder}redeem/" in treasurer.get(holder).content.decode()
    capital.amend(qualifying_shares_required=2)
    assert own not in odile.get("my-shares/").content.decode()
    left_before_the_rule(capital, owner)
    assert f"{holder}redeem/" in treasurer.get(holder).content.decode()
    assert "Your membership has ended" in odile.text("my-shares/")


def test_an_officer_does_not_serve_the_own_shares(capital: Capital) -> None:
    (line,) = membership.enrol_persons(
        by=capital.caisse.program,
        enrolments=[membership.Enrolment(capital.caisse.treasurer.person_id, TODAY)],  # type: ignore[arg-type]  # set
    )
    capital.issue(capital.odile, 10)
    treasurer = visitor(capital, "treasurer")
    assert treasurer.get(f"shares/holders/{line.person_id}/issue/").status_code == 403
    path = f"shares/holders/{capital.odile}/transfer/"
    sent = {"code": "permanent", "quantity": "4", "to": str(line.number), "cause": "gift", "organ": "board"}
    form = treasurer.get(path)
    assert treasurer.post(path, hidden(form) | sent | {"reason": ""}).status_code == 403
    manager = visitor(capital, "manager")
    fill(manager, path, sent | {"reason": ""})
    assert treasurer.post(f"{waiting_act(treasurer)}approve/", {"reason": ""}).status_code == 403
    assert capital.held(line.person_id) == 0


def test_a_class_is_opened_on_a_page_within_the_bylaws(capital: Capital) -> None:
    manager = visitor(capital, "manager")
    sent = {
        "name_en": "Growth shares", "name_fr": "Parts de croissance", "code": "growth", "kind": "permanent",
        "par": "25", "open_to": "full", "holding_max": "40", "is_redeemable": "no", "return_cap": "4",
    }  # fmt: skip
    capital.amend(share_return_cap_fraction=Fraction(1, 20))
    assert manager.post("shares/classes/open/", sent | {"key": key(), "code": "Größe"}).status_code == 400
    form = manager.get("shares/classes/open/")
    confirm = manager.post("shares/classes/open/", hidden(form) | sent | {"return_cap": "6"})
    refused = manager.post("shares/classes/open/", hidden(confirm))
    assert refused.status_code == REFUSED_STATUS
    assert "5 %" in words(refused)
    assert fill(manager, "shares/classes/open/", sent).status_code == 302
    text = manager.text("shares/classes/")
    for part in (
        "Growth shares",
        "$25.00",
        "Full members",
        "40 shares a member",
        "never; it is transferred",
        "4 %",
    ):
        assert part in text
    request = actions.ShareClassRequest("none", queries.ShareKind.SURPLUS, {"en": "x"}, cad("1"), frozenset())
    with pytest.raises(errors.ShareClassImpossible):
        actions.open_share_class(by=capital.caisse.manager, asked=request)
    beyond = replace(request, open_to=frozenset({"full"}), return_cap=Fraction(1, 2))
    with pytest.raises(errors.ReturnCapTooHigh):
        actions.open_share_class(by=capital.caisse.manager, asked=beyond)


def streamed(page: Visitor, path: str) -> list[list[str]]:
    response = page.get(path)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_papers_say_what_the_register_says_and_are_recorded(capital: Capital, app: Any) -> None:
    capital.issue(capital.odile, 4, paid=cad("10"))
    capital.issue(capital.armand, 7)
    actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=2
    )
    treasurer = visitor(capital, "treasurer")
    text = treasurer.text("shares/register/")
    assert "Gagnon, Odile" in text
    assert "The three agree" in text
    assert "$30.00 still owed" in text
    assert "Nobody held a share on that day" in treasurer.text("shares/register/?on=2020-01-01")
    table = streamed(treasurer, "shares/register.csv")
    assert [row[4] for row in table[1:]] == ["held", "movement", "held", "movement"]
    assert table[1][8:] == ["4", "40.00", "30.00", "CAD"]
    moved = streamed(treasurer, "shares/movements.csv")
    assert [row[6] for row in moved[1:]] == ["4", "7"]
    queue = streamed(treasurer, "shares/queue.csv")
    assert queue[1][2:6] == ["Armand Lévesque", "2", "permanent", "2"]
    for name in ("register", "movements", "queue"):
        answer = treasurer.get(f"shares/{name}.pdf")
        paper = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert "Lévesque" in paper
    assert treasurer.get("shares/register.exe").status_code == 404
    for wrong in (
        "register.csv?on=2026-02-30",
        "register.pdf?on=soon",
        "movements.csv?first=2026-02-01&last=2026-01-01",
    ):
        assert treasurer.get(f"shares/{wrong}").status_code == 400
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(capital.id)])
    recorded = app.execute("SELECT facts FROM audit_act WHERE verb = 'capital.extract'").fetchall()
    assert len(recorded) == 6
    assert "Odile" not in str(recorded)


def test_a_paper_that_is_too_long_says_so(capital: Capital, monkeypatch: pytest.MonkeyPatch) -> None:
    capital.issue(capital.odile, 4)
    capital.issue(capital.armand, 4)
    monkeypatch.setattr(outputs, "PAPER_LINES_MAX", 1)
    treasurer = visitor(capital, "treasurer")
    for name in ("register", "movements"):
        answer = treasurer.get(f"shares/{name}.pdf")
        assert answer.status_code == REFUSED_STATUS
        assert "CSV" in words(answer)
    with pytest.raises(errors.PaperTooLong):
        raise errors.PaperTooLong(lines_max=1)


def crowd(capital: Capital, count: int) -> list[UUID]:
    newcomers = [membership.Newcomer(Particulars(f"Roy{place:03}", "Luc"), TODAY) for place in range(count)]
    people = [
        line.person_id for line in membership.register_members(by=capital.caisse.program, newcomers=newcomers)
    ]
    issues = [actions.Issue(key(), who, "permanent", 3, cad("30"), capital.cash) for who in people]
    actions.issue_shares(by=capital.treasurer, issues=issues)
    for who in people:
        oneself = replace(capital.treasurer, person_id=who)
        actions.ask_redemption(by=oneself, key=key(), holder_id=who, code="permanent", quantity=1)
    return people


LISTS = [
    "shares/",
    "shares/register/",
    "shares/movements/",
    "shares/queue/",
    "shares/delays/",
    "shares/classes/",
]


def test_lists_cost_the_same_however_long_and_turn_their_pages(capital: Capital) -> None:
    treasurer = visitor(capital, "treasurer")
    counts: list[dict[str, int]] = []
    for more in (3, 60):
        crowd(capital, more)
        counts.append({})
        for path in LISTS:
            treasurer.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert treasurer.get(path).status_code == 200
            counts[-1][path] = len(captured)
    assert counts[0] == counts[1]
    for path in ("shares/register/", "shares/movements/", "shares/queue/"):
        seen, here = 0, path
        for _ in range(3):
            page = treasurer.get(here).content.decode()
            seen += page.count('class="what"')
            onward = re.search(r'href="([^"]+)" rel="next"', page)
            if onward is None:
                break
            here = onward[1].replace("&amp;", "&").split(f"/{capital.caisse.slug}/", 1)[1]
        assert seen == 63, path
    assert treasurer.get("shares/queue/?after=nonsense").status_code == 200
    assert len(streamed(treasurer, "shares/register.csv")) == 1 + 2 * 63


def test_what_belongs_to_another_cooperative_is_not_there(capital: Capital, slug: str) -> None:
    other = build(f"{slug}-next-door")
    other.consent()
    movement = other.issue(other.odile, 4, paid=cad("10"))
    request = (
        actions.ask_redemption(
            by=other.treasurer, key=key(), holder_id=other.armand, code="permanent", quantity=1
        )
        if other.issue(other.armand, 4)
        else None
    )
    paper = actions.issue_certificate(by=other.treasurer, holder_id=other.armand, code="permanent")
    treasurer = visitor(capital, "treasurer")
    for path in (
        f"shares/movements/{movement}/",
        f"shares/movements/{movement}/reverse/",
        f"shares/movements/{movement}/pay-in/",
        f"shares/queue/{request}/pay/",
        f"shares/holders/{other.odile}/",
        f"shares/holders/{other.odile}/issue/",
        f"certificates/{paper}.pdf",
    ):
        assert treasurer.get(path).status_code == 404, path
    for path in (f"shares/queue/{request}/withdraw/", f"shares/holders/{other.odile}/certificates/"):
        assert treasurer.post(path, {"code": "permanent"}).status_code == 404, path
    teller = visitor(capital, "teller")
    path = f"shares/holders/{capital.odile}/issue/"
    sent = {"code": "permanent", "quantity": "1", "paid": "", "organ": "officer", "account": str(other.cash)}
    assert teller.post(path, hidden(teller.get(path)) | sent).status_code == 400


def test_what_is_late_is_listed_with_its_deadline(capital: Capital) -> None:
    capital.issue(capital.armand, 1, "qualifying")
    treasurer = visitor(capital, "treasurer")
    text = treasurer.text("shares/delays/")
    assert "Odile Gagnon, 1" in text
    assert "Armand" not in text
    assert "1 member holds fewer shares than required" in treasurer.text("")
    with inside(capital.id):
        (below,), count = queries.below_required(on=TODAY)
    assert (count, below.held, below.required, below.due_on) == (1, 0, 1, months_after(TODAY, 6))
    capital.issue(capital.odile, 4, paid=cad("10"))
    with inside(capital.id):
        later = months_after(TODAY, 12)
        assert queries.overdue_instalments(on=later)[1] == 0
        (overdue,), _ = queries.overdue_instalments(on=later.replace(day=later.day + 1))
    assert overdue.due_on == later
    assert "to be paid by" in visitor(capital, "odile").text("my-shares/")


def letters_of(capital: Capital, person_id: UUID) -> list[Any]:
    with inside(capital.id):
        return list(register.letters_of(person_id=person_id).lines)


def test_holders_are_written_to_in_their_language(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    actions.issue_certificate(by=capital.treasurer, holder_id=capital.odile, code="permanent")
    asked = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=4
    )
    one = key()
    for _ in range(2):
        actions.pay_redemption(
            by=capital.treasurer, key=one, request_id=asked, repayment=actions.Repayment(capital.cash)
        )
    subjects = [line.subject for line in letters_of(capital, capital.odile)]
    assert subjects == ["Vos parts ont été remboursées", "Un certificat de vos parts a été délivré"]
    with inside(capital.id):
        bodies = " ".join(
            register.letter(letter_id=line.id).body
            for line in register.letters_of(person_id=capital.odile).lines
        )
        (paper,) = queries.certificates_of(holder_id=capital.odile)
    assert "Parts permanentes" in bodies
    assert "40,00\N{NO-BREAK SPACE}$" in bodies
    assert queries.code_of(certificate_id=paper.id) not in bodies


def test_who_is_late_is_written_to_once_in_a_while(capital: Capital) -> None:
    capital.issue(capital.odile, 4, paid=cad("10"))
    treasurer = visitor(capital, "treasurer")
    assert "Write to those who are late" not in treasurer.text("shares/delays/")
    later = replace(capital.treasurer, on=months_after(TODAY, 13))
    assert [actions.remind_instalments(by=later) for _ in range(2)] == [1, 0]
    (line,) = letters_of(capital, capital.odile)
    assert line.subject == "Un versement sur vos parts est dû"
    assert treasurer.post("shares/delays/remind/", {}).status_code == 302
    assert visitor(capital, "teller").post("shares/delays/remind/", {}).status_code == 403


def test_a_teller_is_bound_by_the_same_word_of_the_bylaws(capital: Capital) -> None:
    capital.amend(second_person_acts=("issue_shares",))
    teller, manager = visitor(capital, "teller"), visitor(capital, "manager")
    sent = {
        "code": "permanent",
        "quantity": "2",
        "paid": "",
        "organ": "officer",
        "account": str(capital.cash),
    }
    done = fill(teller, f"shares/holders/{capital.odile}/issue/", sent | {"reason": "first shares"})
    assert done.status_code == 302
    assert capital.held(capital.odile) == 0
    waits = waiting_act(manager)
    assert "first shares" in manager.text(waits)
    assert manager.post(f"{waits}approve/", {"reason": ""}).status_code == 302
    assert capital.held(capital.odile) == 2


def test_the_page_shows_the_highest_price_and_refuses_more(capital: Capital) -> None:
    capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=())
    capital.issue(capital.odile, 10)
    request_id = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=4
    )
    treasurer = visitor(capital, "treasurer")
    path = f"shares/queue/{request_id}/pay/"
    assert "No loss reduces them: at most par, $40.00." in treasurer.text(path)
    capital.lose("25")
    assert "$40.00 at par × $75.00 ÷ $100.00 is $30.00 at most" in treasurer.text(path)
    sent = {"account": str(capital.cash), "price": "30.01", "reason": ""}
    refused = fill(treasurer, path, sent)
    assert refused.status_code == REFUSED_STATUS
    assert "repaid at $30.00 at most" in words(refused)
    assert fill(treasurer, path, sent | {"price": "30.00"}).status_code == 302
    assert capital.held(capital.odile) == 6
    assert capital.is_clean()


def test_an_officer_asks_for_a_member_who_agreed_to_it(capital: Capital) -> None:
    capital.issue(capital.odile, 5)
    agreed = ConsentPurpose.ACTS_AT_COUNTER
    membership.withdraw_consent(
        by=replace(capital.caisse.program, person_id=capital.odile), person_id=capital.odile, purpose=agreed
    )
    manager, odile = visitor(capital, "manager"), visitor(capital, "odile")
    path, sent = f"shares/holders/{capital.odile}/redeem/", {"code": "permanent", "quantity": "2"}
    refused = fill(manager, path, sent)
    assert refused.status_code == REFUSED_STATUS
    assert "has not agreed that an officer acts for them" in words(refused)
    assert fill(odile, "my-shares/redeem/", sent).status_code == 302
    with inside(capital.id):
        (waiting,) = queries.redemption_queue()
    withdraw = f"shares/queue/{waiting.id}/withdraw/"
    assert manager.post(withdraw, {}).status_code == REFUSED_STATUS
    membership.give_consents(by=capital.caisse.program, person_id=capital.odile, purposes=[agreed])
    assert manager.post(withdraw, {}).status_code == 302
    assert fill(manager, path, sent).status_code == 302
    assert {"withdraw_redemption", "ask_redemption"} <= {
        each["verb"] for each in odile.get("my-file/my-file.json").json()["sections"]["acts_at_counter"]
    }
    assert capital.is_clean()


def test_a_price_above_what_losses_allow_is_not_even_proposed(capital: Capital) -> None:
    capital.amend(capital_floor_fraction=Fraction(0), second_person_acts=("redeem_shares",))
    capital.issue(capital.odile, 10)
    first = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=4
    )
    capital.lose("25")
    treasurer, manager = visitor(capital, "treasurer"), visitor(capital, "manager")
    path, sent = f"shares/queue/{first}/pay/", {"account": str(capital.cash), "price": "", "reason": ""}
    for price, told in (("", "not at $40.00"), ("30.01", "repaid at $30.00 at most"), ("40.01", "at most")):
        refused = fill(treasurer, path, sent | {"price": price})
        assert refused.status_code == REFUSED_STATUS, price
        assert told in words(refused)
    assert "Repay shares" not in manager.text("")
    assert fill(treasurer, path, sent | {"price": "30.00"}).status_code == 302
    waits = waiting_act(manager)
    capital.lose("10")
    assert manager.post(f"{waits}approve/", {"reason": ""}).status_code == REFUSED_STATUS
    assert capital.held(capital.odile) == 10


def test_who_left_before_the_rule_is_found_and_queued_by_an_officer(
    capital: Capital, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    capital.issue(capital.odile, 3)
    left_before_the_rule(capital, owner)
    treasurer = visitor(capital, "treasurer")
    assert "1 holding of somebody who has left is not in the queue" in treasurer.text("")
    path = f"shares/holders/{capital.odile}/redeem/"
    assert path in treasurer.get(f"shares/holders/{capital.odile}/").content.decode()
    assert fill(treasurer, path, {"code": "permanent", "quantity": "3"}).status_code == 302
    assert "has left is not in the queue" not in treasurer.text("")
    assert capital.is_clean()
