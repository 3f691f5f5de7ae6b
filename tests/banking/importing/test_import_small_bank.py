"""A bank of three clients, brought in, twice, damaged, under a name that is taken, and beside another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from banking.importing.conftest import Census, order
from banking.pkdd99.small_bank import SmallBank
from rochdale.audit.checks import differences
from rochdale.banking import queries
from rochdale.banking.actions.importing import Imported, Step, import_pkdd99
from rochdale.banking.errors.faults import fault_sentence
from rochdale.banking.errors.importing import FilesFaulty, ImportedOtherwise, NotAnImport
from rochdale.banking.models import Counterparty, RecordedCard, RecordedLoan, StandingInstruction
from rochdale.banking.pkdd99.records import CZK
from rochdale.config.checks import ALL
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.errors import SlugMalformed
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside


@pytest.fixture
def imported(database: str, slug: str, tmp_path: Path) -> Imported:
    """The small bank, brought in."""
    return import_pkdd99(by=order(), folder=SmallBank().write(tmp_path), slug=slug)


def test_the_report_has_every_figure(imported: Imported, slug: str) -> None:
    report = imported.to_json()
    assert (report["cooperative"], report["already_there"]) == (slug, False)
    assert (report["members"], report["accounts_opened"], report["holders"]) == (3, 2, 3)
    assert (report["standing_instructions"], report["loans"], report["cards"]) == (2, 1, 1)
    assert (report["rows"], report["entries"], report["differences_posted"]) == (6, 7, 1)
    assert (report["account_days"], report["closings_checked"]) == (5, 5)
    assert (report["closed_through"], report["open_day"]) == ("1994-03-30", "1994-03-31")
    assert report["unmoved_lines"] == []


def test_the_cooperative_is_founded_with_its_first_fact_and_stands_on_the_open_day(
    imported: Imported,
) -> None:
    known = institutions.cooperative(imported.cooperative_id)
    assert (known.currency, known.holidays) == (CZK, "CZ")
    assert (known.founded_on, known.business_date) == (date(1993, 1, 1), date(1994, 3, 31))
    assert ledger.open_days(known.id) == [date(1994, 3, 31)]


def test_clients_are_members_with_what_is_known_of_them(imported: Imported) -> None:
    with inside(imported.cooperative_id):
        person_id = membership.person_by_source(source_key="pkdd99:client:1")
        assert person_id is not None
        known = membership.person(person_id=person_id)
        line = membership.member(number=1)
    assert (known.name, known.member_number) == ("Client 1", 1)
    assert (known.particulars.birth_date, known.particulars.sex) == (date(1970, 12, 13), "female")
    assert known.particulars.town == "Hl.m. Praha"
    assert line.joined_on == date(1993, 1, 1)


def test_accounts_have_the_banks_number_a_check_digit_and_their_holders(imported: Imported) -> None:
    with inside(imported.cooperative_id):
        disponent = membership.person_by_source(source_key="pkdd99:client:3")
        assert disponent is not None
        (account,) = queries.accounts_of(disponent, date(1994, 3, 31))
    assert account.number == queries.read_account_number("4002") == "4-00-2"
    assert account.role is queries.HolderRole.SIGNATORY
    assert account.opened_on == date(1993, 1, 10)
    assert (account.balance.minor, account.overdraft.minor) == (-9950, 9950)


def test_entries_are_numbered_in_the_order_of_the_printed_balances(imported: Imported) -> None:
    journal = list(ledger.journal(imported.cooperative_id, date(1993, 1, 1), date(1994, 3, 30)))
    found = [(entry.number, entry.idempotency_key, entry.kind) for entry in journal]
    assert found == [
        (1, "pkdd99:101", "deposit"),
        (2, "pkdd99:102", "transfer_in"),
        (3, "pkdd99:103", "interest"),
        (4, "pkdd99:104", "fee"),
        (5, "pkdd99:rounding:2:1993-01-31", "rounding"),
        (6, "pkdd99:105", "withdrawal"),
        (7, "pkdd99:106", "transfer_out"),
    ]


def test_our_balances_are_the_printed_ones(imported: Imported) -> None:
    with inside(imported.cooperative_id):
        owner = membership.person_by_source(source_key="pkdd99:client:1")
        assert owner is not None
        (account,) = queries.accounts_of(owner, date(1994, 3, 31))
    found = ledger.daily_balances(
        imported.cooperative_id, [account.account_id], date(1993, 1, 1), date(1994, 3, 30)
    )
    assert [-day.closing_minor for day in found] == [70000, 68870]


def test_what_was_recorded_elsewhere_stands_as_it_was_found(imported: Imported) -> None:
    with inside(imported.cooperative_id):
        orders = StandingInstruction.objects.order_by("source_key").values_list(
            "bank", "amount_minor", "purpose"
        )
        assert list(orders) == [("YZ", 245200, "household"), ("ST", 337270, "")]
        loan = RecordedLoan.objects.get()
        assert (loan.amount_minor, loan.duration_months, loan.status) == (9639600, 12, "defaulted")
        assert RecordedCard.objects.get().kind == "classic"
        others = Counterparty.objects.order_by("entry_id").values_list("bank", "bank_account")
        assert list(others) == [("EF", "17497700"), ("ST", "80269753")]


def test_the_audit_finds_nothing(imported: Imported) -> None:
    assert list(differences(imported.cooperative_id, ALL)) == []


def test_a_second_time_changes_nothing(imported: Imported, census: Census, slug: str, tmp_path: Path) -> None:
    before = census()
    again = import_pkdd99(by=order(), folder=tmp_path, slug=slug)
    assert again.already_there
    assert again.cooperative_id == imported.cooperative_id
    assert again.to_json() == imported.to_json() | {"already_there": True}
    assert census() == before


def test_the_same_facts_in_another_order_are_the_same_facts(
    imported: Imported, census: Census, slug: str, tmp_path: Path
) -> None:
    before = census()
    bank = SmallBank(line_end="\n")
    bank.files["client.asc"][1:] = reversed(bank.files["client.asc"][1:])
    assert import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug).already_there
    assert census() == before


OTHER_BANKS = [
    pytest.param(
        SmallBank().change("client.asc", 2, "706213", "706214"),
        [("client.asc", None, "other_facts")],
        id="client",
    ),
    pytest.param(
        SmallBank().change("order.asc", 2, "2452.00", "2453.00"),
        [("order.asc", None, "other_facts")],
        id="order",
    ),
    pytest.param(
        SmallBank().change("trans.asc", 7, '"SIPO"', '"POJISTNE"'),
        [("trans.asc", None, "other_facts"), ("trans.asc", 7, "other_facts")],
        id="transaction",
    ),
    pytest.param(
        SmallBank().change("trans.asc", 7, "106;", "1006;"),
        [("trans.asc", None, "other_facts"), ("trans.asc", 7, "not_imported_then")],
        id="new transaction",
    ),
]


@pytest.mark.parametrize(("bank", "places"), OTHER_BANKS)
def test_other_files_under_the_same_name_are_refused(
    imported: Imported,
    census: Census,
    slug: str,
    tmp_path: Path,
    bank: SmallBank,
    places: list[tuple[str, int | None, str]],
) -> None:
    before = census()
    with pytest.raises(ImportedOtherwise) as refused:
        import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug)
    assert [(fault.source, fault.line, fault.code) for fault in refused.value.faults] == places
    assert all(fault_sentence(fault) for fault in refused.value.faults)
    assert slug in refused.value.message()
    assert census() == before


def test_fewer_files_than_then_are_refused_too(
    imported: Imported, census: Census, slug: str, tmp_path: Path
) -> None:
    before = census()
    bank = SmallBank()
    del bank.files["trans.asc"][6:]
    with pytest.raises(ImportedOtherwise):
        import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug)
    assert census() == before


DAMAGES = [
    pytest.param(
        SmallBank().replace("trans.asc", 5, '104;2;930131;"VYD'), "trans.asc", 5, "cut_line", id="cut"
    ),
    pytest.param(
        SmallBank().change("trans.asc", 4, "PRIJEM", "DAR"), "trans.asc", 4, "unknown_type", id="type"
    ),
    pytest.param(
        SmallBank().change("trans.asc", 4, "3.20", "3.2O"), "trans.asc", 4, "not_an_amount", id="amount"
    ),
    pytest.param(SmallBank().drop("loan.asc"), "loan.asc", None, "missing_file", id="file"),
    pytest.param(
        SmallBank().change("trans.asc", 3, ";4;", ";5;"), "trans.asc", 3, "unknown_account", id="account"
    ),
    pytest.param(
        SmallBank().append("trans.asc", '101;2;940102;"PRIJEM";"VKLAD";1.00;689.70;"";;'),
        "trans.asc",
        9,
        "duplicate_id",
        id="id",
    ),
    pytest.param(
        SmallBank().change("trans.asc", 4, "703.30", "903.30"),
        "trans.asc",
        4,
        "unexplained_balance",
        id="balance",
    ),
    pytest.param(
        SmallBank().change("trans.asc", 2, '"VKLAD"', '""'), "trans.asc", 2, "unknown_movement", id="movement"
    ),
    pytest.param(
        SmallBank().append("client.asc", '9;"450204";2'),
        "client.asc",
        None,
        "client_without_account",
        id="client",
    ),
    pytest.param(
        SmallBank().append("disp.asc", '9;2;4;"DISPONENT"'), "disp.asc", None, "holder_repeated", id="holder"
    ),
]


@pytest.mark.parametrize(("bank", "file", "line", "code"), DAMAGES)
def test_damage_is_named_and_leaves_nothing(
    database: str,
    census: Census,
    slug: str,
    tmp_path: Path,
    bank: SmallBank,
    file: str,
    line: int | None,
    code: str,
) -> None:
    before = census()
    with pytest.raises(FilesFaulty) as refused:
        import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug)
    assert [(fault.source, fault.line, fault.code) for fault in refused.value.faults] == [(file, line, code)]
    assert all(fault_sentence(fault).startswith(file) for fault in refused.value.faults)
    assert census() == before


def test_all_faults_come_at_once(database: str, slug: str, tmp_path: Path) -> None:
    bank = (
        SmallBank().drop("card.asc").change("loan.asc", 2, '"B"', '"E"').change("trans.asc", 4, "3.20", "x")
    )
    with pytest.raises(FilesFaulty) as refused:
        import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug)
    assert [fault.source for fault in refused.value.faults] == ["card.asc", "loan.asc", "trans.asc"]
    assert "3" in refused.value.message()


@pytest.mark.parametrize(
    "step", [Step.PEOPLE, Step.ACCOUNTS, Step.FACTS, Step.ENTRIES, Step.DAYS, Step.BALANCES]
)
def test_a_fall_in_the_middle_leaves_nothing(
    database: str, census: Census, slug: str, tmp_path: Path, step: Step
) -> None:
    before = census()

    def fall(now: Step, done: int, whole: int) -> None:
        if now is step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_pkdd99(by=order(), folder=SmallBank().write(tmp_path), slug=slug, progress=fall)
    assert census() == before


def test_a_bank_without_transactions_comes_in_with_its_books_open(
    database: str, slug: str, tmp_path: Path
) -> None:
    bank = SmallBank()
    del bank.files["trans.asc"][1:]
    folder = bank.write(tmp_path)
    made = import_pkdd99(by=order(), folder=folder, slug=slug)
    assert (made.entries, made.closed_through, made.open_day) == (0, None, date(1993, 1, 1))
    assert import_pkdd99(by=order(), folder=folder, slug=slug).already_there


def test_an_amount_of_nothing_does_not_break(database: str, slug: str, tmp_path: Path) -> None:
    bank = SmallBank().append("trans.asc", '200;2;930215;"PRIJEM";"VKLAD";0.00;688.70;"";;')
    made = import_pkdd99(by=order(), folder=bank.write(tmp_path), slug=slug)
    assert made.unmoved_lines == (9,)
    assert (made.entries, made.closings_checked) == (7, 6)


def test_a_name_that_is_taken_by_no_import_is_refused(
    database: str, census: Census, slug: str, tmp_path: Path
) -> None:
    cooperatives.found_cooperative(
        by=order(),
        slug=slug,
        name="Caisse",
        tier=institutions.Tier.PRIMARY,
        currency="CAD",
        languages=["fr"],
        time_zone="America/Toronto",
        holidays="CA-QC",
    )
    before = census()
    with pytest.raises(NotAnImport):
        import_pkdd99(by=order(), folder=SmallBank().write(tmp_path), slug=slug)
    assert census() == before


def test_a_name_that_cannot_stand_in_an_address_leaves_nothing(
    database: str, census: Census, tmp_path: Path
) -> None:
    before = census()
    with pytest.raises(SlugMalformed):
        import_pkdd99(by=order(), folder=SmallBank().write(tmp_path), slug="Berka Bank")
    assert census() == before


def test_another_cooperative_is_not_touched(imported: Imported, slug: str, tmp_path: Path) -> None:
    first = list(ledger.journal(imported.cooperative_id, date(1993, 1, 1), date(1994, 3, 31)))
    trial = ledger.trial_balance(imported.cooperative_id, date(1994, 3, 30))
    other = import_pkdd99(by=order(), folder=tmp_path, slug=f"{slug}-other")
    assert other.cooperative_id != imported.cooperative_id
    assert list(ledger.journal(imported.cooperative_id, date(1993, 1, 1), date(1994, 3, 31))) == first
    assert ledger.trial_balance(imported.cooperative_id, date(1994, 3, 30)) == trial
