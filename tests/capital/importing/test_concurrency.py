"""An import beside a page that registers a member, beside itself, and an import that is killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from capital.conftest import TODAY
from capital.importing.conftest import HEADINGS, Desk
from ledger.threads import together
from rochdale.capital.actions import importing
from rochdale.capital.errors import RegisterFaulty
from rochdale.capital.old_register.reading import Layout
from rochdale.membership import actions as membership
from rochdale.membership import queries as members
from rochdale.membership.errors import MemberNumberTaken
from rochdale.membership.queries import Particulars
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("killed_program.py")
TESTS = PROGRAM.parents[2]
MANY = 600
WAIT_SECONDS_MAX = 180


def lines(first: int) -> str:
    return HEADINGS + "".join(
        f"{number},person,Yvon,Roy {number},1960-02-29,fr,,full,1990-01-01,,,1,,2,k{number}\n"
        for number in range(first, first + MANY)
    )


def imported(desk: Desk, name: str, content: str) -> importing.RegisterImport:
    path = desk.folder / name
    path.write_text(content)
    accepted = importing.Accepted(write=True, namesakes=True)
    by = desk.capital.caisse.program
    return importing.import_members(by=by, path=path, layout=Layout(), accepted=accepted)


def test_a_page_registers_members_meanwhile_and_no_number_is_given_twice(desk: Desk) -> None:
    by = desk.capital.caisse.program

    def register() -> list[int]:
        newcomer = membership.Newcomer(Particulars(family_name="Poulin"), TODAY)
        return [membership.register_members(by=by, newcomers=[newcomer])[0].number for _ in range(5)]

    # The page goes on after 2, or after the import's last: whoever comes second gets later ones.
    outcomes = together([lambda: imported(desk, "a.csv", lines(1_000)), register, register])
    assert all(not isinstance(each, Exception) for each in outcomes), outcomes
    with inside(desk.capital.id):
        assert members.members_at(cooperative_id=desk.capital.id, on=TODAY) == 2 + MANY + 10
    assert desk.capital.is_clean()


def test_numbers_taken_by_a_page_just_before_are_a_fault_and_nothing_is_half(desk: Desk) -> None:
    by = desk.capital.caisse.program
    newcomer = membership.Newcomer(Particulars(family_name="Poulin"), TODAY, number=100)
    outcomes = together(
        [
            lambda: imported(desk, "a.csv", lines(50)),
            lambda: membership.register_members(by=by, newcomers=[newcomer]),
        ]
    )
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], RegisterFaulty | MemberNumberTaken)
    with inside(desk.capital.id):
        count = members.members_at(cooperative_id=desk.capital.id, on=TODAY)
    assert count in {2 + MANY, 3}
    assert desk.capital.is_clean()


def test_the_same_import_twice_at_once_is_done_once(desk: Desk) -> None:
    content = lines(10)
    outcomes = together([lambda: imported(desk, "a.csv", content), lambda: imported(desk, "b.csv", content)])
    written = [each.written for each in outcomes if isinstance(each, importing.RegisterImport)]
    assert sorted(written) == [False, True]
    assert desk.capital.is_clean()


def test_two_cooperatives_import_beside_each_other(desk: Desk) -> None:
    from capital import conftest

    other = Desk(conftest.build(f"{desk.capital.caisse.slug}-b"), desk.folder)
    outcomes = together(
        [lambda: imported(desk, "a.csv", lines(10)), lambda: imported(other, "b.csv", lines(10))]
    )
    assert all(not isinstance(each, Exception) for each in outcomes), outcomes
    assert desk.capital.is_clean()
    assert other.capital.is_clean()
    connection.close()


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, that the server's user may enter."""
    with tempfile.TemporaryDirectory(prefix="rochdale-killed-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _start(*arguments: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


@pytest.mark.slow
@pytest.mark.parametrize("step", ["members", "shares"])
def test_killed_half_way_it_leaves_nothing(home: Path, step: str) -> None:
    with _start(str(home), "import", step) as program:
        assert program.stdout is not None
        said = ""
        until = time.monotonic() + WAIT_SECONDS_MAX
        while not said.startswith("half") and time.monotonic() < until:
            said = program.stdout.readline()
        assert said == f"half {step}\n"
        program.send_signal(signal.SIGKILL)
        program.wait(WAIT_SECONDS_MAX)
    with _start(str(home), "read") as program:
        answer, _ = program.communicate(timeout=WAIT_SECONDS_MAX)
    assert answer.splitlines()[-1] == "members 2, differences 0"
