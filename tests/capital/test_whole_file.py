"""What capital and banking say of a person in the whole file, and what of it holds the particulars here."""

from __future__ import annotations

import psycopg

from rochdale.banking import actions as banking
from rochdale.capital import actions
from rochdale.membership import queries
from rochdale.membership.queries import Record
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital, key

CAD = Currency.of("CAD")


def told(capital: Capital, key: str) -> list[Record]:
    with inside(capital.id):
        sections = queries.whole_file(person_id=capital.odile, on=TODAY)
        return list(next(each for each in sections if each.section.key == key).records)


def obstacles(capital: Capital) -> list[str]:
    with inside(capital.id):
        return [each.code for each in queries.obstacles_to_blanking(person_id=capital.odile, on=TODAY)]


def test_the_shares_and_the_accounts_are_in_the_whole_file(capital: Capital) -> None:
    assert told(capital, "shares") == []
    capital.issue(capital.odile, 3)
    (shares,) = told(capital, "shares")
    assert (shares["class"], shares["shares"], shares["worth"]) == ("permanent", 3, Money(3_000, CAD))
    accounts = told(capital, "accounts")
    assert {line["number"] for line in accounts} == {
        capital.caisse.everyday.number,
        capital.caisse.savings.number,
    }


def test_every_movement_of_shares_and_of_money_is_in_the_whole_file(capital: Capital) -> None:
    first = capital.issue(capital.odile, 3)
    deposited = Money(2_500, CAD)
    everyday = capital.caisse.everyday
    banking.deposit(by=capital.caisse.teller, key=key(), account_id=everyday.account_id, amount=deposited)
    banking.withdraw(
        by=capital.caisse.teller,
        key=key(),
        account_id=everyday.account_id,
        amount=Money(500, CAD),
        text="rent",
    )
    actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=1
    )
    (movement,) = told(capital, "share_movements")
    assert first
    assert (movement["class"], movement["shares"], movement["cause"]) == ("permanent", 3, "issue")
    (asked,) = told(capital, "share_requests")
    assert (asked["shares"], asked["outcome"], asked["ended_on"]) == (1, None, None)
    lines = told(capital, "account_lines")
    assert [(each["account"], each["amount"]) for each in lines] == [
        (everyday.number, deposited), (everyday.number, Money(-500, CAD)),
    ]  # fmt: skip
    assert told(capital, "certificates") == told(capital, "recorded") == []


# Every table that names a person, and the section of the whole file that tells it; or why none does.
TOLD = {
    "assembly_ballotpapercount": "meetings",
    "assembly_ballottrustee": "meetings",
    "assembly_candidatetraining": "candidacies",
    "assembly_floorevent": "meetings",
    "assembly_floorofficer": "meetings",
    "assembly_followup": "meetings",
    "assembly_followupstep": "meetings",
    "assembly_mandate": "meetings",
    "assembly_minutessignature": "meetings",
    "assembly_nomination": "candidacies",
    "assembly_nominationsecond": "candidacies",
    "assembly_objection": "meetings",
    "assembly_presence": "meetings",
    "assembly_question": "meetings",
    "assembly_rollchallenge": "roll_challenges",
    "assembly_rollline": "rolls",
    "assembly_tellerscount": "meetings",
    "assembly_tellerssheet": "candidacies",
    "banking_holder": "accounts",
    "banking_memberaccount": "accounts",
    "banking_recordedcard": "recorded",
    "capital_certificate": "certificates",
    "capital_redemptionrequest": "share_requests",
    "capital_sharemovement": "share_movements",
    "cooperatives_office": "offices",
    "ledger_account": "accounts",
    "membership_accesstoken": "programs",
    "membership_application": "applications",
    "membership_assistance": "acts_at_counter",
    "membership_consent": "consents",
    "membership_departure": "departures",
    "membership_door": "sign_ins",
    "membership_fileview": "looks",
    "membership_guardian": "stands",
    "membership_letter": "letters",
    "membership_member": "memberships",
    "membership_namerequest": "name_requests",
    "membership_personversion": "history",
    "membership_representative": "stands",
    "membership_suspension": "suspensions",
}
NOT_TOLD = {
    "audit_act": "the record of acts; what they changed is told, and who looked or acted at the counter",
    "banking_decision": "names the officer",
    "banking_pending": "names the officer; what became of it is among the lines of the account",
    "cooperatives_keptanswer": "an answer that the person's program was given, kept for some days",
    "membership_applicationmatch": "whether an applicant is the person; what followed is told",
    "membership_nameword": "the words of the name, for searching",
}


def test_every_table_that_names_a_person_is_told(capital: Capital, app: psycopg.Connection) -> None:
    found = app.execute(
        "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        " AND confrelid = 'membership_person'::regclass UNION SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name IN ('person_id', 'for_person_id', 'holder_id', 'owner_id')"
    )
    tables = {str(name) for (name,) in found}
    assert tables - TOLD.keys() - NOT_TOLD.keys() == set()
    assert (TOLD.keys() | NOT_TOLD.keys()) - tables == set()
    with inside(capital.id):
        sections = {each.section.key for each in queries.whole_file(person_id=capital.odile, on=TODAY)}
    assert set(TOLD.values()) <= sections


def test_what_is_open_holds_the_particulars(capital: Capital) -> None:
    assert obstacles(capital) == ["member", "accounts_open"]
    capital.issue(capital.odile, 3)
    assert sorted(obstacles(capital)) == ["accounts_open", "member", "shares_held"]


def test_an_officer_sees_the_sections_that_the_offices_let_through(capital: Capital) -> None:
    with inside(capital.id):
        found = queries.whole_file(person_id=capital.odile, on=TODAY, permissions=frozenset())
    assert not {"shares", "accounts"} & {each.section.key for each in found}
