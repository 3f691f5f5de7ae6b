"""A bank of three clients and two accounts, in the eight files of the challenge, to be damaged by tests.

Every line is kept as text, so that a test changes exactly one thing and knows on which line. The bank
hid 0.10 once: account 2 had 700.00, was credited 3.20, and 703.30 was printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

_HEADER_OF_DISTRICTS = ";".join(f"A{number}" for number in range(1, 17))
_REST_OF_DISTRICT = "80;26;6;2;5;46.7;8507;1.67;1.85;132;2159;2674"


def _whole_bank() -> dict[str, list[str]]:
    return {
        "district.asc": [
            _HEADER_OF_DISTRICTS,
            f'1;"Hl.m. Praha";"Prague";1204953;{_REST_OF_DISTRICT}',
            f'2;"Benesov";"central Bohemia";88884;{_REST_OF_DISTRICT}',
        ],
        "client.asc": [
            '"client_id";"birth_number";"district_id"',
            '1;"706213";1',
            '2;"450204";2',
            '3;"406009";2',
        ],
        "account.asc": [
            '"account_id";"district_id";"frequency";"date"',
            '2;1;"POPLATEK MESICNE";930101',
            '4;2;"POPLATEK TYDNE";930110',
        ],
        "disp.asc": [
            '"disp_id";"client_id";"account_id";"type"',
            '1;1;2;"OWNER"',
            '2;2;4;"OWNER"',
            '3;3;4;"DISPONENT"',
        ],
        "order.asc": [
            '"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"',
            '29401;2;"YZ";"87144583";2452.00;"SIPO"',
            '29402;4;"ST";"89597016";3372.70;" "',
        ],
        "loan.asc": [
            '"loan_id";"account_id";"date";"amount";"duration";"payments";"status"',
            '5314;2;930705;96396;12;8033.00;"B"',
        ],
        "card.asc": [
            '"card_id";"disp_id";"type";"issued"',
            '1005;1;"classic";931107 00:00:00',
        ],
        "trans.asc": [
            '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"',
            '101;2;930101;"PRIJEM";"VKLAD";700.00;700.00;"";;',
            '102;4;930110;"PRIJEM";"PREVOD Z UCTU";1000.50;1000.50;"DUCHOD";"EF";"17497700"',
            '103;2;930131;"PRIJEM";"";3.20;703.30;"UROK";;',
            '104;2;930131;"VYDAJ";"VYBER";14.60;688.70;"SLUZBY";;',
            '105;4;930205;"VYBER";"VYBER";200.00;800.50;"";"";"0"',
            '106;4;940330;"VYDAJ";"PREVOD NA UCET";900.00;-99.50;"SIPO";"ST";"80269753"',
            '107;2;940331;"PRIJEM";"VKLAD";5.00;693.70;"";;',
        ],
    }


@dataclass(slots=True)
class SmallBank:
    """The files by name; `write` puts them in a folder. Lines count from 1, the header being line 1."""

    files: dict[str, list[str]] = field(default_factory=_whole_bank)
    line_end: str = "\r\n"

    def replace(self, file: str, line: int, text: str) -> SmallBank:
        """Put `text` in the place of a line."""
        self.files[file][line - 1] = text
        return self

    def change(self, file: str, line: int, old: str, new: str) -> SmallBank:
        """Change a part of a line, which must be there once."""
        assert self.files[file][line - 1].count(old) == 1
        return self.replace(file, line, self.files[file][line - 1].replace(old, new))

    def append(self, file: str, text: str) -> SmallBank:
        """Add a line at the end of a file."""
        self.files[file].append(text)
        return self

    def drop(self, file: str) -> SmallBank:
        """Leave a file away."""
        del self.files[file]
        return self

    def write(self, folder: Path) -> Path:
        """Write every file, each line ended, and return the folder."""
        for file, lines in self.files.items():
            text = "".join(line + self.line_end for line in lines)
            # Lone surrogates stand for bytes that are not UTF-8.
            (folder / file).write_bytes(text.encode("utf-8", errors="surrogateescape"))
        return folder
