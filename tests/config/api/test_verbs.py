"""What programs ask and do: the same as the pages, once for each key, and never half."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capital.conftest import TODAY
from ledger.threads import together
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Permission
from rochdale.membership import actions as membership
from rochdale.membership import queries
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside

from .conftest import TELLING, House, Program
from .test_door import refused

pytestmark = pytest.mark.slow

P = Permission


def cad(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "CAD"}


@pytest.fixture
def teller(house: House) -> Program:
    return house.program("teller", *TELLING)


@pytest.fixture
def manager(house: House) -> Program:
    return house.program("manager", *(set(P) - {P.DECIDE_DISCIPLINE}))


def balance(house: House, program: Program) -> int:
    found: int = program.get(f"accounts/{house.capital.caisse.everyday.number}").json()["balance"]["minor"]
    return found


def deposit(house: House, program: Program, minor: int, key: str | None = None) -> Any:
    body = {"account": house.capital.caisse.everyday.number, "amount": cad(minor), "text": "Market day"}
    return program.post("deposits", body, key=key)


def test_money_comes_in_goes_out_and_moves(house: House, teller: Program) -> None:
    own, other = house.capital.caisse.everyday.number, house.capital.caisse.armands.number
    done = deposit(house, teller, 50_00)
    assert (done.status_code, done.json()["waits"]) == (201, False)
    assert teller.post("withdrawals", {"account": own, "amount": cad(20_00)}).status_code == 201
    asked = {"from_account": own, "to_account": other, "amount": cad(5_00), "text": "For the eggs"}
    assert teller.post("transfers", asked).status_code == 201
    assert balance(house, teller) == 25_00
    lines = teller.get(f"accounts/{own}/statement").json()
    assert [line["amount"]["minor"] for line in lines["items"]] == [50_00, -20_00, -5_00]
    assert lines["closing"] == cad(25_00)
    entry = teller.get(f"entries/{done.json()['entry_id']}").json()
    assert sum(line["amount"]["minor"] for line in entry["postings"]) == 0
    refused(teller.post("withdrawals", {"account": own, "amount": cad(99_00)}), 409, "insufficient_funds")
    refused(teller.post("withdrawals", {"account": "4711", "amount": cad(1)}), 404, "account_not_found")
    refused(teller.post("deposits", {"account": own, "amount": cad(0)}), 409, "amount_not_positive")


def test_the_same_key_posts_once_and_says_so(house: House, teller: Program) -> None:
    first = deposit(house, teller, 10_00, "market-monday-1")
    again = deposit(house, teller, 10_00, "market-monday-1")
    assert first.json() == again.json()
    assert (first.headers.get("Idempotent-Replay"), again.headers["Idempotent-Replay"]) == (None, "true")
    assert balance(house, teller) == 10_00
    told = deposit(house, teller, 11_00, "market-monday-1")
    refused(told, 422, "idempotency_key_reused")


def test_two_persons_may_choose_the_same_key(house: House, teller: Program, manager: Program) -> None:
    assert deposit(house, teller, 10_00, "market-monday-1").status_code == 201
    assert deposit(house, manager, 11_00, "market-monday-1").status_code == 201
    assert balance(house, teller) == 21_00


def test_a_crowd_with_one_key_posts_once(house: House, teller: Program) -> None:
    answers = together([lambda: deposit(house, teller, 10_00, "market-monday-1")] * 6)
    assert {answer.status_code for answer in answers} == {201}  # type: ignore[union-attr]  # no thread raised
    assert len({answer.json()["entry_id"] for answer in answers}) == 1  # type: ignore[union-attr]  # the same
    assert balance(house, teller) == 10_00


def test_a_crowd_with_one_key_leaves_once(house: House) -> None:
    """A verb whose action knows no keys: the answer is kept with the act (INV-78)."""
    odile = house.program("odile")
    answers = together([lambda: odile.post("my-file/departure", {"words": "I move"}, key="leaving-1")] * 5)
    assert {answer.status_code for answer in answers} == {201}  # type: ignore[union-attr]  # no thread raised
    assert len({answer.content for answer in answers}) == 1  # type: ignore[union-attr]  # the same
    replays = [answer.headers.get("Idempotent-Replay") for answer in answers]  # type: ignore[union-attr]  # the same
    assert sorted(map(str, replays)) == ["None", "true", "true", "true", "true"]
    refused(odile.post("my-file/departure", {"words": "Other"}, key="leaving-1"), 422, "request_key_reused")
    refused(odile.post("my-file/departure", {}, key="leaving-2"), 409, "departure_under_way")


def test_a_refused_request_may_be_tried_again_with_its_key(house: House, teller: Program) -> None:
    own = house.capital.caisse.everyday.number
    asked = {"account": own, "amount": cad(5_00)}
    refused(teller.post("withdrawals", asked, key="till-0001"), 409, "insufficient_funds")
    deposit(house, teller, 5_00)
    assert teller.post("withdrawals", asked, key="till-0001").status_code == 201


def test_a_large_amount_waits_for_a_second_person(house: House, teller: Program, manager: Program) -> None:
    waiting = deposit(house, teller, 50_000_00).json()
    assert (waiting["waits"], waiting["entry_id"]) == (True, None)
    listed = manager.get("operations").json()
    assert (listed["count"], listed["items"][0]["id"]) == (1, waiting["operation_id"])
    path = f"operations/{waiting['operation_id']}"
    refused(house.browser("manager", minutes_ago=60).post(f"{path}/approval"), 403, "sign_in_stale")
    refused(teller.post(f"{path}/approval"), 403, "not_let_in")
    refused(manager.post(f"{path}/refusal", {"reason": ""}), 422, "request_invalid")
    assert manager.post(f"{path}/approval").json()["entry_id"]
    refused(manager.post(f"{path}/approval"), 409, "already_decided")
    assert teller.get(path).json()["outcome"] == "approved"
    assert balance(house, teller) == 50_000_00


def test_an_entry_is_reversed_with_a_reason(house: House, teller: Program, manager: Program) -> None:
    entry_id = deposit(house, teller, 5_00).json()["entry_id"]
    path = f"entries/{entry_id}/reversal"
    refused(manager.post(path, {}), 422, "request_invalid")
    assert manager.post(path, {"reason": "Wrong account"}).status_code == 201
    refused(manager.post(path, {"reason": "Wrong account"}), 409, "entry_already_reversed")
    refused(manager.post(f"entries/{uuid4()}/reversal", {"reason": "x"}), 404, "entry_not_found")
    assert balance(house, teller) == 0


def test_the_books_are_read_and_the_day_is_closed(house: House, teller: Program, manager: Program) -> None:
    deposit(house, teller, 5_00)
    lines = manager.get("trial-balance").json()["items"]
    assert sum(line["balance"]["minor"] for line in lines) == 0
    assert len(manager.get("entries").json()["items"]) == 1
    days = manager.get("days").json()["items"]
    assert days[0]["is_closed"] is False
    following = manager.post("days/closing")
    assert following.json()["business_date"] > days[0]["booking_date"]
    refused(teller.post("days/closing"), 403, "not_let_in")


def test_lists_go_on_where_they_stopped(house: House, teller: Program, manager: Program) -> None:
    for minor in range(1, 6):
        deposit(house, teller, minor)
    own = house.capital.caisse.everyday.number
    assert pages(teller, f"accounts/{own}/statement", "amount") == [cad(minor) for minor in range(1, 6)]
    assert len(pages(manager, "entries", "id")) == 5
    assert pages(teller, "register", "number") == [1, 2]


def pages(program: Program, path: str, field: str, **asked: Any) -> list[Any]:
    """One field of every line of a list, two lines a page."""
    found: list[Any] = []
    after = ""
    for _ in range(10):
        page = program.get(path, limit=2, **asked, **({"after": after} if after else {})).json()
        found += [each[field] for each in page["items"]]
        after = page["next_cursor"]
        if after is None:
            return found
    raise AssertionError("the list has no end")


def test_members_see_what_is_theirs_and_nothing_else(house: House, teller: Program) -> None:
    deposit(house, teller, 5_00)
    odile, caisse = house.program("odile"), house.capital.caisse
    assert odile.get("my-file").json()["membership"]["number"] == 1
    numbers = [each["number"] for each in odile.get("my-accounts").json()["items"]]
    assert numbers == [caisse.everyday.number, caisse.savings.number]
    assert odile.get(f"accounts/{caisse.everyday.number}/statement").status_code == 200
    refused(odile.get(f"accounts/{caisse.armands.number}"), 404, "not_found")
    refused(house.program("armand").get(f"accounts/{caisse.everyday.number}/statement"), 404, "not_found")
    assert odile.get("my-shares").json()["items"] == []
    assert odile.get("offices").json()["items"]
    names = {each["name"] for each in odile.get("bylaws").json()["items"]}
    assert "qualifying_share_par_minor" in names


def test_shares_are_issued_paid_in_moved_and_repaid(house: House, teller: Program, manager: Program) -> None:
    till, odile, armand = str(house.capital.cash), str(house.persons["odile"]), str(house.persons["armand"])
    deposit(house, teller, 1_000_00)
    asked = {
        "holder_id": odile,
        "share_class": "permanent",
        "quantity": 10,
        "paid": cad(50_00),
        "from_account_id": till,
    }
    issued = manager.post("shares/issues", asked, key="issue-0001")
    assert issued.status_code == 201
    assert manager.post("shares/issues", asked, key="issue-0001").headers["Idempotent-Replay"] == "true"
    movement = issued.json()["movement_ids"][0]
    instalment = {"movement_id": movement, "amount": cad(50_00), "from_account_id": till}
    assert manager.post("shares/instalments", instalment).status_code == 201
    refused(manager.post("shares/instalments", instalment), 409, "instalment_impossible")
    foreign = asked | {"from_account_id": str(house.capital.caisse.armands.account_id)}
    refused(manager.post("shares/issues", foreign), 409, "payment_account_impossible")
    gift = {"share_class": "permanent", "from_id": odile, "to_id": armand, "quantity": 4, "cause": "gift"}
    second = house.program("treasurer", P.MANAGE_CAPITAL)
    settled(manager.post("shares/transfers", gift), manager, second)
    more = manager.post("shares/transfers", gift | {"quantity": 7}).json()["proposal_id"]
    refused(second.post(f"proposals/{more}/approval"), 409, "shares_not_held")
    assert manager.post(f"proposals/{more}/withdrawal").status_code == 200
    member = house.program("odile")
    wanted = {"holder_id": odile, "share_class": "permanent", "quantity": 2}
    queued = member.post("shares/redemptions", wanted).json()["id"]
    refused(member.post("shares/redemptions", wanted | {"holder_id": armand}), 403, "not_allowed")
    for_odile = house.program("treasurer", P.MANAGE_CAPITAL)
    refused(for_odile.post("shares/redemptions", wanted), 409, "counter_consent_missing")
    refused(for_odile.post(f"shares/redemptions/{queued}/withdrawal"), 409, "counter_consent_missing")
    assert manager.get("shares/redemptions").json()["items"][0]["id"] == queued
    path = f"shares/redemptions/{queued}"
    refused(member.post(f"{path}/repayment", {"to_account_id": till}), 403, "not_let_in")
    settled(manager.post(f"{path}/repayment", {"to_account_id": till}), manager, second)
    refused(member.post(f"{path}/withdrawal"), 404, "redemption_not_found")
    held = {each["share_class"]: each["held"] for each in member.get("my-shares").json()["items"]}
    assert held == {"permanent": 4}
    assert len(pages(manager, "shares/movements", "id", first=TODAY, last=TODAY)) == 4
    assert pages(manager, "shares/register", "held") == [4, 4]
    assert manager.get("shares/totals").json()["items"][0]["shares"] >= 0
    assert house.capital.is_clean()


def settled(answer: Any, first: Program, second: Program) -> None:
    """What the by-laws give to two persons waits for the second, who is never the first."""
    assert answer.status_code in {200, 201}, answer.content
    told = answer.json()
    assert told["waits"] is (told["entry_id"] is None)
    if told["waits"]:
        path = f"proposals/{told['proposal_id']}"
        assert told["proposal_id"] in {each["id"] for each in second.get("proposals").json()["items"]}
        effects = second.get(path).json()["effects"]
        assert any(each["before"] != each["after"] for each in effects)
        refused(first.post(f"{path}/approval"), 409, "own_proposal")
        assert second.post(f"{path}/approval").status_code == 200
        done = first.get(path).json()
        assert (done["outcome"], done["effects"]) == ("approved", [])


def test_what_the_bylaws_give_to_two_persons_waits_for_the_second(house: House, manager: Program) -> None:
    house.capital.amend(second_person_acts=("issue_shares",))
    asked = {
        "holder_id": str(house.persons["odile"]),
        "share_class": "permanent",
        "quantity": 2,
        "paid": cad(20_00),
        "from_account_id": str(house.capital.cash),
    }
    answer = manager.post("shares/issues", asked, key="issue-0002")
    assert (answer.json()["waits"], answer.json()["movement_ids"]) == (True, [])
    assert house.capital.held(house.persons["odile"]) == 0
    stale = house.browser("treasurer", minutes_ago=60)
    refused(stale.post(f"proposals/{answer.json()['proposal_id']}/approval"), 403, "sign_in_stale")
    settled(answer, manager, house.program("treasurer", P.MANAGE_CAPITAL))
    assert house.capital.held(house.persons["odile"]) == 2
    refused(
        manager.post("shares/issues", asked | {"quantity": 3}, key="issue-0002"), 422, "request_key_reused"
    )


def test_who_looks_by_a_program_has_looked(house: House, manager: Program) -> None:
    """What a program shows to an officer is written down for the person, as on the pages."""
    odile = house.persons["odile"]
    manager.get("register/1")
    manager.get(f"persons/{odile}")
    manager.get(f"accounts/{house.capital.caisse.everyday.number}/statement")
    manager.get("shares/holdings", holder_id=str(odile))
    house.program("odile").get("my-file")
    with inside(house.id):
        looked = [line.part for line in queries.file_views_of(person_id=odile).lines]
    assert {str(part) for part in looked} == {"member", "person", "account"}


def test_a_membership_ends_step_by_step(house: House, manager: Program) -> None:
    odile = house.program("odile")
    begun = odile.post("my-file/departure", {"words": "I move to Gaspé"}).json()["id"]
    assert odile.get(f"departures/{begun}").json()["follows"] == ["ended", "taken_back"]
    refused(house.program("armand").get(f"departures/{begun}"), 404, "not_found")
    refused(odile.post(f"departures/{begun}/end"), 409, "own_departure")
    refused(manager.post(f"departures/{begun}/hearing", {"words": "x"}), 409, "step_out_of_order")
    assert odile.post(f"departures/{begun}/taken-back").json()["follows"] == []
    died = {"cause": "death", "on": "2026-11-20", "words": "Certificate 17"}
    refused(manager.post("register/2/departures", died), 409, "leaves_before_joining")
    died["on"] = TODAY.isoformat()
    ended = manager.post("register/2/departures", died).json()["id"]
    assert len(manager.get("departures").json()["items"]) == 1
    assert manager.post(f"departures/{ended}/end").status_code == 200
    assert manager.get("register/2").json()["left_on"] == TODAY.isoformat()
    refused(manager.post("register/99/departures", died), 404, "not_found")


def test_the_board_excludes_with_notice_hearing_vote_and_reasons(house: House) -> None:
    for office in (OfficeKind.CHAIR,):
        (person_id,) = membership.add_persons(
            by=house.capital.caisse.program, particulars=[Particulars("Roy")]
        )
        cooperatives.appoint(by=house.capital.caisse.program, person_id=person_id, office=office)
    email = f"chair@{house.slug}.example.org"
    membership.give_sign_in(
        by=house.capital.caisse.program, person_id=person_id, email=email, password="x" * 12
    )
    house.emails["chair"], house.persons["chair"] = email, person_id
    chair = house.program("chair", P.DECIDE_DISCIPLINE)
    asked = {"cause": "exclusion", "ground": "fraud", "words": "A cheque of another"}
    refused(chair.post("register/1/departures", asked | {"ground": "hats"}), 409, "ground_not_in_bylaws")
    begun = chair.post("register/1/departures", asked).json()["id"]
    notice = {"on": TODAY.isoformat(), "words": "At ten, in the hall"}
    refused(chair.post(f"departures/{begun}/notice", notice), 409, "notice_too_short")
    told = chair.post(f"departures/{begun}/notice", notice | {"on": "2027-03-01"}).json()
    assert told["steps"][-1]["kind"] == "notified"
    refused(chair.post(f"departures/{begun}/hearing", {"words": "x"}), 409, "too_early")
    refused(house.program("teller", P.VIEW_REGISTER).get(f"departures/{begun}"), 404, "not_found")


def test_proposed_acts_are_told_and_refused(house: House, manager: Program) -> None:
    assert manager.get("proposals").json()["items"] == []
    refused(manager.get(f"proposals/{uuid4()}"), 404, "not_found")
    refused(manager.post(f"proposals/{uuid4()}/approval"), 404, "not_found")
    refused(manager.post(f"proposals/{uuid4()}/withdrawal"), 404, "not_found")


def test_an_act_by_a_token_says_so_on_the_record(house: House, teller: Program, owner: Any) -> None:
    entry_id = deposit(house, teller, 5_00).json()["entry_id"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(house.id)])
        cursor.execute(
            "SELECT act.authority FROM audit_act AS act JOIN ledger_entry AS entry ON entry.act_id = act.id"
            " WHERE entry.id = %s",
            [UUID(entry_id)],
        )
        (authority,) = cursor.fetchone()
        cursor.execute("SELECT set_config('rochdale.cooperative_id', '', false)")
    assert authority.startswith("token ")
    assert authority.endswith(f": teller since {TODAY}")


LISTS = [
    ("register", 9),
    ("shares/register", 9),
    ("offices", 9),
    ("departures", 8),
    ("operations", 8),
    ("proposals", 9),
    ("entries", 9),
    ("days", 8),
    (f"shares/movements?first={TODAY}&last={TODAY}", 9),
]


@pytest.mark.parametrize(("path", "statements"), LISTS)
def test_a_list_costs_as_many_statements_for_many_lines(
    house: House, manager: Program, path: str, statements: int
) -> None:
    few = _cost(manager, path)
    newcomers = [Newcomer(Particulars("Roy", str(number)), TODAY) for number in range(30)]
    lines = membership.register_members(by=house.capital.caisse.program, newcomers=newcomers)
    for line in lines[:12]:
        house.capital.issue(line.person_id, 2)
    many = _cost(manager, path)
    assert many <= few
    assert many <= statements


def _cost(program: Program, path: str) -> int:
    program.get("me")  # the first request of a minute writes when the token was used
    with CaptureQueriesContext(connection) as seen:
        answer = program.get(path)
    assert answer.status_code == 200, answer.content
    assert json.loads(answer.content)
    return len(seen)
