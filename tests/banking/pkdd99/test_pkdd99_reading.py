"""Reading the bank's folder: what a good one says, and every kind of damage by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banking.pkdd99.small_bank import SmallBank
from rochdale.banking.pkdd99 import lines
from rochdale.banking.pkdd99.reading import Reading, read_bank
from rochdale.banking.pkdd99.records import (
    Account,
    BankTransaction,
    Card,
    CardKind,
    Client,
    Direction,
    Disposition,
    District,
    Frequency,
    Loan,
    LoanStatus,
    Operation,
    Purpose,
    Role,
    Sex,
    StandingOrder,
)
from rochdale.banking.pkdd99.replay import replay
from rochdale.kernel.errors import Fault

Place = tuple[str, int | None, str]


def places(reading: Reading) -> list[Place]:
    """Where each fault is and what it is called."""
    return [(fault.source, fault.line, fault.code) for fault in reading.faults]


def test_a_good_bank_is_read_without_faults(tmp_path: Path) -> None:
    reading = read_bank(SmallBank().write(tmp_path))
    assert reading.faults == []
    assert reading.districts[1] == District(2, "Benesov", "central Bohemia", 88884)
    assert reading.clients[:2] == (
        Client(1, date(1970, 12, 13), Sex.FEMALE, 1),
        Client(2, date(1945, 2, 4), Sex.MALE, 2),
    )
    assert reading.accounts[1] == Account(4, 2, Frequency.WEEKLY, date(1993, 1, 10))
    assert reading.dispositions[2] == Disposition(3, 3, 4, Role.DISPONENT)
    assert reading.standing_orders[0] == StandingOrder(29401, 2, "YZ", "87144583", 245200, Purpose.HOUSEHOLD)
    assert reading.standing_orders[1].purpose is None
    assert reading.loans == (Loan(5314, 2, date(1993, 7, 5), 9639600, 12, 803300, LoanStatus.DEFAULTED),)
    assert reading.cards == (Card(1005, 1, CardKind.CLASSIC, date(1993, 11, 7)),)


def test_transactions_carry_their_line_counterparty_and_sign(tmp_path: Path) -> None:
    rows = read_bank(SmallBank().write(tmp_path)).transactions
    assert rows[1] == BankTransaction(
        id=102,
        account_id=4,
        booked_on=date(1993, 1, 10),
        direction=Direction.CREDIT,
        operation=Operation.TRANSFER_IN,
        amount_minor=100050,
        printed_balance_minor=100050,
        purpose=Purpose.PENSION,
        counterparty_bank="EF",
        counterparty_account="17497700",
        line=3,
    )
    assert rows[2].operation is None
    assert rows[2].purpose is Purpose.INTEREST
    assert rows[4].direction is Direction.DEBIT, "VYBER used as a type is a debit"
    assert (rows[4].counterparty_bank, rows[4].counterparty_account) == (None, None)
    assert rows[5].printed_balance_minor == -9950
    assert [row.change_minor for row in rows] == [70000, 100050, 320, -1460, -20000, -90000]


def test_rows_from_the_day_of_the_cut_are_set_aside_and_counted(tmp_path: Path) -> None:
    aside = read_bank(SmallBank().write(tmp_path)).set_aside
    assert (aside.rows, aside.first_line, aside.last_line, aside.cut_final_line) == (1, 8, 8, None)


def test_another_day_may_be_given_to_cut_at(tmp_path: Path) -> None:
    reading = read_bank(SmallBank().write(tmp_path), before=date(1993, 2, 1))
    assert len(reading.transactions) == 4
    assert reading.set_aside.rows == 3


def test_plain_line_ends_no_last_line_end_and_a_byte_order_mark_are_no_damage(tmp_path: Path) -> None:
    folder = SmallBank(line_end="\n").write(tmp_path)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip(b"\n"))
    reading = read_bank(folder)
    assert reading.faults == []
    assert len(reading.transactions) == 6


@pytest.mark.parametrize("file", sorted(SmallBank().files))
def test_a_missing_file_is_one_fault(tmp_path: Path, file: str) -> None:
    assert places(read_bank(SmallBank().drop(file).write(tmp_path))) == [(file, None, "missing_file")]


@pytest.mark.parametrize("file", sorted(SmallBank().files))
def test_a_wrong_header_is_one_fault(tmp_path: Path, file: str) -> None:
    bank = SmallBank().replace(file, 1, '"id";"date"')
    assert places(read_bank(bank.write(tmp_path))) == [(file, 1, "wrong_header")]


def test_an_empty_file_has_a_wrong_header(tmp_path: Path) -> None:
    folder = SmallBank().write(tmp_path)
    (folder / "loan.asc").write_bytes(b"")
    assert places(read_bank(folder)) == [("loan.asc", 1, "wrong_header")]


def test_a_folder_that_is_not_there_misses_every_file(tmp_path: Path) -> None:
    reading = read_bank(tmp_path / "nowhere")
    assert places(reading) == [(file, None, "missing_file") for file in sorted(SmallBank().files)]


def test_a_folder_in_the_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    folder = SmallBank().drop("card.asc").write(tmp_path)
    (folder / "card.asc").mkdir()
    assert places(read_bank(folder)) == [("card.asc", None, "unreadable_file")]


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SmallBank().write(tmp_path)
    read_bytes = Path.read_bytes

    def refuse_loans(path: Path) -> bytes:
        if path.name == "loan.asc":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_loans)
    faults = read_bank(folder).faults
    assert faults == [Fault("loan.asc", None, "unreadable_file", {"reason": "Permission denied"})]


def test_a_file_beyond_all_measure_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SmallBank().write(tmp_path)
    monkeypatch.setattr(lines, "FILE_BYTES_MAX", (folder / "trans.asc").stat().st_size - 1)
    reading = read_bank(folder)
    assert places(reading) == [("trans.asc", None, "file_too_large")]


DAMAGED_FIELDS = [
    # file, line, what was there, what is there now, the fault
    ("district.asc", 2, '"Prague"', '" "', "missing_name"),
    ("district.asc", 3, "88884", "88884.5", "not_a_number"),
    ("client.asc", 2, "706213", "701313", "impossible_birth_number"),  # month 13
    ("client.asc", 2, "706213", "706332", "impossible_birth_number"),  # a woman's month 13
    ("client.asc", 3, "450204", "450230", "impossible_birth_number"),  # 30 February
    ("client.asc", 4, "406009", "40600", "impossible_birth_number"),
    ("client.asc", 4, ";2", ";99", "unknown_district"),
    ("account.asc", 3, "POPLATEK TYDNE", "POPLATEK ROCNE", "unknown_frequency"),
    ("account.asc", 3, "930110", "930132", "impossible_date"),
    ("account.asc", 3, "930110", "19930110", "impossible_date"),
    ("account.asc", 2, ";1;", ";9;", "unknown_district"),
    ("disp.asc", 4, "DISPONENT", "FRIEND", "unknown_role"),
    ("disp.asc", 4, ";3;", ";33;", "unknown_client"),
    ("disp.asc", 4, ";4;", ";44;", "unknown_account"),
    ("order.asc", 2, ";2;", ";6;", "unknown_account"),
    ("order.asc", 2, "2452.00", "2452,00", "not_an_amount"),
    ("order.asc", 2, "2452.00", "-2452.00", "negative_amount"),
    ("order.asc", 2, "YZ", "Y1", "malformed_bank"),
    ("order.asc", 2, "87144583", "8714458E", "malformed_bank_account"),
    ("order.asc", 3, '" "', '"DAR"', "unknown_purpose"),
    ("loan.asc", 2, "96396", "96397", "loan_amount_differs"),
    ("loan.asc", 2, '"B"', '"E"', "unknown_status"),
    ("loan.asc", 2, ";2;", ";8;", "unknown_account"),
    ("loan.asc", 2, ";12;", ";a;", "not_a_number"),
    ("loan.asc", 2, "930705", "921231", "before_account_opening"),
    ("card.asc", 2, ";1;", ";7;", "unknown_disposition"),
    ("card.asc", 2, "classic", "platinum", "unknown_card_kind"),
    ("card.asc", 2, "00:00:00", "00:00:0", "impossible_date"),
    ("trans.asc", 2, "101;2;", "1O1;2;", "not_a_number"),
    ("trans.asc", 2, "101;2;", "-101;2;", "not_a_number"),
    ("trans.asc", 2, "101;2;", "1234567890;2;", "not_a_number"),
    ("trans.asc", 2, "101;2;", "\u0661\u0660\u0661;2;", "not_a_number"),  # digits, but not ours
    ("trans.asc", 3, ";4;", ";5;", "unknown_account"),
    ("trans.asc", 3, ";4;", ";x;", "not_a_number"),
    ("trans.asc", 3, "930110", "930109", "before_account_opening"),
    ("trans.asc", 4, "PRIJEM", "DAR", "unknown_type"),
    ("trans.asc", 4, "3.20", "3.2O", "not_an_amount"),
    ("trans.asc", 4, "3.20", "", "not_an_amount"),
    ("trans.asc", 4, "3.20", "3e2", "not_an_amount"),
    ("trans.asc", 4, "3.20", "NaN", "not_an_amount"),
    ("trans.asc", 4, "3.20", " 3.20", "not_an_amount"),
    ("trans.asc", 4, "3.20", "-3.20", "negative_amount"),
    ("trans.asc", 4, "3.20", "3.205", "too_many_decimals"),
    ("trans.asc", 4, "703.30", "703.300", "too_many_decimals"),
    ("trans.asc", 4, "703.30", "1000000000000.00", "amount_too_large"),
    ("trans.asc", 5, '"VYBER"', '"SEK"', "unknown_operation"),
    ("trans.asc", 5, "VYDAJ", "PRIJEM", "operation_contradicts_type"),
    ("trans.asc", 5, "SLUZBY", "SLUZBA", "unknown_purpose"),
    ("trans.asc", 5, "930131", "930231", "impossible_date"),
    ("trans.asc", 7, '"ST"', '"st"', "malformed_bank"),
    ("trans.asc", 7, '"80269753"', "", "malformed_bank_account"),
]


@pytest.mark.parametrize("damage", DAMAGED_FIELDS, ids=lambda damage: f"{damage[0]}-{damage[1]}-{damage[4]}")
def test_a_damaged_field_is_one_fault(tmp_path: Path, damage: tuple[str, int, str, str, str]) -> None:
    file, line, was, now, code = damage
    reading = read_bank(SmallBank().change(file, line, was, now).write(tmp_path))
    assert places(reading) == [(file, line, code)]


DAMAGED_LINES = [
    ('104;2;930131;"VYDAJ";"VYB', "cut_line"),
    ("104", "cut_line"),
    ('104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"SLUZBY";;"44', "cut_line"),
    ('104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"SLUZBY";;;', "too_many_fields"),
    ('104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"SLU\0BY";;', "nul_byte"),
    ('104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"SLU\udce1BY";;', "not_utf8"),
    ('104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"' + "S" * 100_000 + '";;', "line_too_long"),
    ("", "blank_line"),
    ("  ", "blank_line"),
]


@pytest.mark.parametrize(("text", "code"), DAMAGED_LINES)
def test_a_damaged_line_is_one_fault_and_no_row(tmp_path: Path, text: str, code: str) -> None:
    reading = read_bank(SmallBank().replace("trans.asc", 5, text).write(tmp_path))
    assert places(reading) == [("trans.asc", 5, code)]
    assert [row.id for row in reading.transactions] == [101, 102, 103, 105, 106]


def test_a_row_twice_is_reported_with_its_first_line(tmp_path: Path) -> None:
    bank = SmallBank()
    bank.append("trans.asc", bank.files["trans.asc"][1])
    reading = read_bank(bank.write(tmp_path))
    assert reading.faults == [Fault("trans.asc", 9, "duplicate_row", {"id": "101", "first_line": 2})]


@pytest.mark.parametrize("file", sorted(SmallBank().files))
def test_an_id_twice_with_other_facts_is_reported_in_every_file(tmp_path: Path, file: str) -> None:
    bank = SmallBank()
    others = {
        "district.asc": ("Hl.m. Praha", "Praha"),
        "client.asc": ("706213", "706214"),
        "account.asc": ("MESICNE", "TYDNE"),
        "disp.asc": ("OWNER", "DISPONENT"),
        "order.asc": ("2452.00", "2453.00"),
        "loan.asc": ('"B"', '"A"'),
        "card.asc": ("classic", "gold"),
        "trans.asc": (";700.00;700.00", ";701.00;701.00"),
    }
    bank.append(file, bank.files[file][1].replace(*others[file]))
    line = len(bank.files[file])
    assert places(read_bank(bank.write(tmp_path))) == [(file, line, "duplicate_id")]


def test_each_account_has_one_owner(tmp_path: Path) -> None:
    bank = SmallBank().replace("disp.asc", 3, '2;2;2;"OWNER"')
    assert places(read_bank(bank.write(tmp_path))) == [
        ("account.asc", 2, "several_owners"),
        ("account.asc", 3, "account_without_owner"),
    ]


def test_a_damaged_account_is_not_reported_again_by_the_rows_that_name_it(tmp_path: Path) -> None:
    bank = SmallBank().replace("account.asc", 3, "4;2;POPL")
    assert places(read_bank(bank.write(tmp_path))) == [("account.asc", 3, "cut_line")]


def test_all_faults_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    bank = SmallBank().drop("card.asc")
    bank.change("trans.asc", 4, "703.30", "7O3.30")
    bank.replace("trans.asc", 6, '105;99;930299;"VYBOR";"VYBIR";-1.00;x;"?";"1";"z"')
    bank.change("client.asc", 3, "450204", "459904")
    bank.change("loan.asc", 2, "8033.00", "8033.001")
    reading = read_bank(bank.write(tmp_path))
    assert places(reading)[:4] == [
        ("card.asc", None, "missing_file"),
        ("client.asc", 3, "impossible_birth_number"),
        ("loan.asc", 2, "too_many_decimals"),
        ("trans.asc", 4, "not_an_amount"),
    ]
    assert {place[1] for place in places(reading)[4:]} == {6}
    assert {place[2] for place in places(reading)[4:]} == {
        "unknown_account",
        "impossible_date",
        "unknown_type",
        "unknown_operation",
        "negative_amount",
        "not_an_amount",
        "unknown_purpose",
        "malformed_bank",
        "malformed_bank_account",
    }


def test_no_line_is_dropped_in_silence(tmp_path: Path) -> None:
    bank = SmallBank()
    for line, damage in ((3, "\0"), (5, "cut"), (6, "")):
        bank.replace("trans.asc", line, damage)
    reading = read_bank(bank.write(tmp_path))
    told = {fault.line for fault in reading.faults} | {row.line for row in reading.transactions}
    assert told | {8} == set(range(2, 9))
    assert reading.set_aside.rows == 1


def test_a_fault_quotes_no_more_than_a_line_of_a_report(tmp_path: Path) -> None:
    bank = SmallBank().change("trans.asc", 4, "PRIJEM", "P" * 500)
    found = read_bank(bank.write(tmp_path)).faults[0].facts["found"]
    assert isinstance(found, str)
    assert len(found) == 40


CUT_FINAL_ROWS = [
    ('108;2;940331;"PRIJ', []),  # its own date says that it is set aside
    ("108;2;9403", []),  # the row above says so
    ("10", []),
    ('108;2;940330;"PRIJ', [("trans.asc", 9, "cut_line")]),  # its own date says that we miss it
    ('108;2;940399;"PRIJ', [("trans.asc", 9, "cut_line")]),
]


@pytest.mark.parametrize(("text", "faults"), CUT_FINAL_ROWS)
def test_a_cut_final_row_is_set_aside_by_date_and_named(
    tmp_path: Path, text: str, faults: list[Place]
) -> None:
    folder = SmallBank().append("trans.asc", text).write(tmp_path)
    path = folder / "trans.asc"
    path.write_bytes(path.read_bytes().removesuffix(b"\r\n"))
    reading = read_bank(folder)
    assert places(reading) == faults
    assert reading.set_aside.cut_final_line == (None if faults else 9)
    assert reading.set_aside.rows == (1 if faults else 2)


def test_a_cut_final_row_after_days_that_count_is_a_fault(tmp_path: Path) -> None:
    reading = read_bank(SmallBank().replace("trans.asc", 8, "107;2;94").write(tmp_path))
    assert places(reading) == [("trans.asc", 8, "cut_line")]
    assert reading.set_aside.rows == 0


def test_a_transaction_file_of_one_cut_row_is_a_fault(tmp_path: Path) -> None:
    bank = SmallBank()
    bank.files["trans.asc"] = [bank.files["trans.asc"][0], "107;2"]
    assert places(read_bank(bank.write(tmp_path))) == [("trans.asc", 2, "cut_line")]


@given(data=st.data())
def test_any_bytes_anywhere_are_read_or_blamed_and_never_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = SmallBank().write(tmp_path_factory.mktemp("bank"))
    path = folder / data.draw(st.sampled_from(sorted(SmallBank().files)))
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    junk = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from([b"\r\n", b'"', b";", b"9" * 5000])))
    path.write_bytes(content[:start] + junk + content[start + data.draw(st.integers(0, 30)) :])
    reading = read_bank(folder)
    replayed = replay(reading.transactions)
    days = (*replayed.days, *replayed.unmatched)
    assert sum(len(day.transactions) for day in days) == len(reading.transactions)
    if (path.name, 1, "wrong_header") not in places(reading):
        lines_there = len(path.read_bytes().rstrip().split(b"\n")) - 1
        told = {fault.line for fault in reading.faults if fault.source == path.name}
        read = _records_of(reading, path.name)
        assert read + len(told) >= lines_there


def _records_of(reading: Reading, file: str) -> int:
    """How many rows of a file were read or set aside."""
    counts = {
        "district.asc": len(reading.districts),
        "client.asc": len(reading.clients),
        "account.asc": len(reading.accounts),
        "disp.asc": len(reading.dispositions),
        "order.asc": len(reading.standing_orders),
        "loan.asc": len(reading.loans),
        "card.asc": len(reading.cards),
        "trans.asc": len(reading.transactions) + reading.set_aside.rows,
    }
    return counts[file]
