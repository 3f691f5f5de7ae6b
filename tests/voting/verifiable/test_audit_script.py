"""The script that an outsider runs finds what the verifier finds, alone, on any Python."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gmpy2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.kernel.text import INVISIBLE
from rochdale.voting.verifiable import audit_script, canonical
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.verifier.report import Limit
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import staging
from voting.verifiable.spoiling import SPOILED, Spoiled, board, one_question, ranking
from voting.verifiable.spoiling.setting_up import with_setup
from voting.verifiable.staging import edited

SCRIPT = Path(audit_script.__file__)


@pytest.fixture
def fast_powers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same powers from gmpy2: Python's own take ten times as long, and one test below has them."""
    monkeypatch.setattr(audit_script, "pow", _power, raising=False)


def _power(base: int, exponent: int, modulus: int | None = None) -> int:
    return base**exponent if modulus is None else int(gmpy2.powmod(base, exponent, modulus))


def verdict(archive: bytes, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    file = folder / "election.bel"
    file.write_bytes(archive)
    code = audit_script.main([str(file), *words])
    return code, capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.usefixtures("fast_powers")
@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.name)
def test_every_fault_is_found(spoiled: Spoiled, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = verdict(spoiled.make(), tmp_path, capsys)
    assert code == 1
    assert said.startswith("NOT SOUND: ")


@pytest.mark.slow
@pytest.mark.usefixtures("fast_powers")
def test_an_archive_says_nothing_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = Choice("Who?\x1b[2J\nSOUND: trust me", ("Ada\x07", "\u202eesialB"), 1, 1)
    code, said = verdict(staging.small_election([(0, [[1, 0]])], hostile).archive, tmp_path, capsys)
    assert code == 0, said
    assert "\nWho??[2J?SOUND: trust me\n       1  Ada?\n       0  ?esialB\n" in said


@pytest.mark.slow
@pytest.mark.usefixtures("fast_powers")
@pytest.mark.parametrize("make", [board, ranking, one_question])
def test_a_sound_archive_passes_with_the_same_figures(
    make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    archive = make().archive
    code, said = verdict(archive, tmp_path, capsys, "--trackers")
    assert code == 0
    report = verify(archive)
    figures = report.figures
    assert figures is not None
    assert figures.counted is not None
    for name, value in {
        "head": figures.head,
        "fingerprint": figures.fingerprint,
        "election": figures.uuid,
        "entitled": figures.entitled,
        "received": figures.received,
        "voted": figures.voted,
        "counted": figures.counted,
    }.items():
        assert f"  {name:<12} {value}\n" in said
    assert all(ballot.tracker in said for ballot in report.ballots)
    for question in figures.answered:
        assert question.question in said
        assert all(f"  {count:>6}  {answer}\n" in said for answer, count in question.answers)
    if figures.binding is not None:
        assert figures.binding.roll in said


def alone(folder: Path, name: str, *options: str) -> tuple[int, str]:
    """What it says without our package, without any other package, with Python's own powers."""
    (folder / "audit.py").write_bytes(SCRIPT.read_bytes())
    command = [sys.executable, "-I", "-S", *options, "audit.py", name]
    environment = {"LC_ALL": "C"} if options else {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


@pytest.mark.slow
def test_it_runs_alone(tmp_path: Path) -> None:
    (tmp_path / "election.bel").write_bytes(one_question().archive)
    code, said = alone(tmp_path, "election.bel")
    assert code == 0, said
    assert said.startswith("SOUND")
    assert "What no archive can prove" in said


# What the script says of each thing that no verifier can check.
SAID_OF = {
    Limit.ROLL: "that credentials went to those on the roll, one each",
    Limit.CAST_AS_INTENDED: "that a voter's device encrypted what the voter chose",
    Limit.FREEDOM: "that nobody was bought, forced or watched",
    Limit.HISTORY: "that the board was never another",
    Limit.ABSENCE: "that no ballot was turned away",
    Limit.TRUSTEES: "that fewer trustees than needed joined to open single ballots",
    Limit.TIMES: "when a ballot came",
}


@pytest.mark.parametrize("limit", Limit)
def test_it_leaves_out_nothing_that_no_archive_can_prove(limit: Limit) -> None:
    assert SAID_OF[limit] in " ".join(audit_script.LIMITS.split())


HOSTILE = (
    "\x1b[2J\x1b[H\rSOUND: everything that an archive can prove was checked.\n\nElection\n  entitled     12\n"
    "\u2028\u202e\x9b8m"
)


def hostile_election(*path: str | int) -> bytes:
    """An archive whose election says something to the terminal in one place."""
    return with_setup(0, edited(board().steps[0][1][0], path, lambda _: HOSTILE))


BROKEN: dict[str, Callable[[], bytes]] = {
    "group": lambda: hostile_election("group"),
    "version": lambda: hostile_election("version"),
    "uuid": lambda: hostile_election("uuid"),
    "name": lambda: hostile_election("name"),
    "key": lambda: hostile_election("public_key"),
    "question": lambda: hostile_election("questions", 0),
    "answer": lambda: hostile_election("questions", 0, "answers", 0),
    "trustees": lambda: with_setup(1, canonical.encode([[HOSTILE, HOSTILE]])),
    "credentials": lambda: with_setup(2, canonical.encode([HOSTILE])),
    "deep": lambda: audit_script.record("BELENIOS", b"[" * 980 + b"]" * 980, 0),
    "deeper": lambda: audit_script.record("BELENIOS", b"[" * 100_000, 0),
    "text": HOSTILE.encode,
    "empty": lambda: b"",
}


@pytest.mark.slow
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_archive_is_one_line_that_says_nothing_to_the_terminal(broken: str, tmp_path: Path) -> None:
    (tmp_path / "election.bel").write_bytes(BROKEN[broken]())
    code, said = alone(tmp_path, "election.bel")
    assert code == 1
    assert said.startswith("NOT SOUND: ")
    assert said.endswith("\n")
    assert INVISIBLE.search(said[:-1]) is None
    assert len(said) < 200  # no line that a terminal wraps until it says something else


def test_a_terminal_that_has_not_every_letter_gets_those_that_it_has(tmp_path: Path) -> None:
    election = edited(board().steps[0][1][0], ("group",), lambda _: "Zoé")
    (tmp_path / "election.bel").write_bytes(with_setup(0, election))
    assert alone(tmp_path, "election.bel", "-X", "utf8=0") == (
        1, "NOT SOUND: a group that this script does not know: Zo?\n",
    )  # fmt: skip


def test_a_file_that_cannot_be_read_was_not_checked(tmp_path: Path) -> None:
    """That is another thing than an archive that is not sound, and has another end."""
    for name, told in (("none.bel", "none.bel"), ("\x1b[2J\nSOUND.bel", "?[2J?SOUND.bel"), (".", ".")):
        code, said = alone(tmp_path, name)
        assert code == 2
        assert said.startswith(f"NOT CHECKED: {told} cannot be read (")
        assert said.count("\n") == 1


def test_it_imports_the_standard_library_and_nothing_else() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported == {"__future__", "base64", "hashlib", "json", "re", "sys", "typing"}


def test_its_groups_are_ours() -> None:
    for ours, theirs in ((BELENIOS_2048, audit_script.BELENIOS), (RFC_3526_2048, audit_script.RFC_3526)):
        assert (ours.name, ours.p, ours.q, ours.g) == tuple(theirs)


def test_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit_script.main([]) == 2
    assert audit_script.main(["--quick", "election.bel"]) == 2
    assert "audit_script.py ELECTION.bel" in capsys.readouterr().out


@given(st.integers(0, 2**64), st.integers(0, 2**32).map(lambda n: 2 * n + 1))
def test_its_symbol_of_jacobi_is_the_usual_one(a: int, n: int) -> None:
    assert audit_script.jacobi(a % n, n) == gmpy2.jacobi(a, n)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_bit_of_an_archive_can_be_flipped(data: st.DataObject) -> None:
    archive = bytearray(one_question().archive)
    place = data.draw(st.integers(0, len(archive) - 1))
    archive[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((audit_script.Wrong, TypeError, KeyError, AttributeError)):
        audit_script.audit(bytes(archive), old=False)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000))
def test_rubbish_is_no_crash(content: bytes) -> None:
    with pytest.raises(audit_script.Wrong):
        audit_script.audit(content, old=False)


@pytest.mark.slow
@pytest.mark.usefixtures("fast_powers")
def test_the_older_form_of_threshold_passes_only_on_request() -> None:
    body = staging.threshold_body(BELENIOS_2048, 3, 2, staging.dice(1))[0]
    weak = replace(body, signatures=None).to_json()
    assert audit_script.read_body(audit_script.BELENIOS, weak, old=True)[1] == [
        key.public for key in body.keys
    ]
    with pytest.raises(audit_script.Wrong, match="fields are not"):
        audit_script.read_body(audit_script.BELENIOS, weak, old=False)
