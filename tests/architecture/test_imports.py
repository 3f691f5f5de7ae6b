"""The import contracts can fail: each is broken in a copy of the source, and must notice.

A contract that nothing can break would look the same as one that holds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


@dataclass(frozen=True, slots=True)
class Break:
    """A line added to a file of the source, and the contract that it breaks; a missing `target` is made."""

    contract: str
    file: str
    line: str
    target: str = ""


BREAKS = [
    Break("rooms", "ledger/errors.py", "from rochdale.banking import apps"),
    Break("rooms", "ledger/errors.py", "import rochdale.membership"),
    Break("rooms", "treasury/__init__.py", ""),
    Break("inside", "ledger/utils.py", ""),
    Break("inside", "ledger/errors.py", "from rochdale.ledger import actions"),
    Break("inside", "audit/models.py", "from rochdale.audit import checks"),
    Break(
        "inside-banking", "banking/pkdd99/lines.py", "from rochdale.banking import forms", "banking/forms.py"
    ),
    Break("inside-banking", "banking/pkdd98.py", ""),
    Break("inside-capital", "capital/old_register/lines.py", "from rochdale.capital import queries"),
    Break("inside-capital", "capital/old_registers.py", ""),
    Break("inside-tenancy", "tenancy/models.py", "from rochdale.tenancy import operations"),
    Break("pure", "money/split.py", "import random"),
    Break("pure", "voting/verifiable/chance.py", "import secrets"),
    Break("rooms", "voting/verifiable/chance.py", "from rochdale.money import split"),
    Break("pure", "kernel/clock.py", "from django.utils import timezone"),
    Break("readers", "banking/pkdd99/lines.py", "import django"),
    Break("readers", "capital/old_register/lines.py", "from rochdale.membership import queries"),
    Break("doors", "ledger/views.py", "from rochdale.ledger import models"),
    Break("acyclic", "money/currency.py", "from rochdale.money import split"),
    *(
        Break(contract["id"], "config/breaking.py", f"import {contract['protected_modules'][0]}")
        for contract in CONTRACTS
        if contract["type"] == "protected"
    ),
]


def contracts_kept(source: Path, *, contract: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    command += ["--config", str(ROOT / "pyproject.toml"), "--contract", contract, "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONSAFEPATH": "1"}
    return subprocess.run(command, env=environment, cwd=source, capture_output=True, text=True, check=False)


def broken_copy(folder: Path, broken: Break) -> Path:
    source = folder / "src"
    shutil.copytree(
        ROOT / "src" / "rochdale", source / "rochdale", ignore=shutil.ignore_patterns("__pycache__")
    )
    if broken.target:
        (source / "rochdale" / broken.target).touch()
    file = source / "rochdale" / broken.file
    file.parent.mkdir(exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{broken.line}\n", encoding="utf-8")
    return source


@pytest.mark.slow
@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.contract}-{broken.file}")
def test_a_contract_notices_its_break(broken: Break, tmp_path: Path) -> None:
    result = contracts_kept(broken_copy(tmp_path, broken), contract=broken.contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "1 broken" in result.stdout


@pytest.mark.slow
def test_every_contract_holds() -> None:
    result = contracts_kept(ROOT / "src", contract="rooms")
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_is_proven_breakable() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {broken.contract for broken in BREAKS}


def test_every_room_with_tables_protects_them() -> None:
    protected = {name for contract in CONTRACTS for name in contract.get("protected_modules", [])}
    rooms = {path.parent.name for path in (ROOT / "src" / "rochdale").glob("*/models.py")}
    rooms |= {path.parent.name for path in (ROOT / "src" / "rochdale").glob("*/models")}
    unprotected = {room for room in rooms - {"tenancy"} if f"rochdale.{room}.models" not in protected}
    assert not unprotected, f"pyproject.toml lets anyone touch the tables of {unprotected}"
