"""`rochdale election verify` tells people and programs what the verifier found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rochdale.config.cli import main
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.verifier import sentences, verification
from rochdale.voting.verifiable.verifier.report import Limit, Remark
from voting.verifiable import spoiling, staging
from voting.verifiable.spoiling import board, ranking


def run(folder: Path, archive: bytes, *words: str) -> Result:
    file = folder / "election.bel"
    file.write_bytes(archive)
    return CliRunner().invoke(main, ["election", "verify", str(file), *words])


@pytest.mark.slow
def test_a_sound_archive_is_told_with_its_figures(tmp_path: Path) -> None:
    done = run(tmp_path, board().archive, "--trackers")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("SOUND")
    for line in (
        "  entitled     4",
        "  ballots      4",
        "  counted      3",
        "       3  Béatrice",
        "       1  (blank)",
    ):
        assert f"{line}\n" in done.stdout
    assert board().election.fingerprint in done.stdout
    assert staging.BINDING.roll in done.stdout
    assert done.stdout.count("  counted\n") == 3
    assert done.stdout.count("replaced by a later one") == 1
    assert "What no archive can prove" in done.stdout


@pytest.mark.slow
def test_an_archive_from_elsewhere_says_nothing_to_the_terminal(tmp_path: Path) -> None:
    hostile = Choice("Who?\x1b[2J\x1b[H\nSOUND: trust me", ("Ada\x07", "\u202eesialB"), 1, 1)
    done = run(tmp_path, staging.small_election([(0, [[1, 0]])], hostile).archive)
    assert done.exit_code == 0, done.output
    assert "Who?�[2J�[H�SOUND: trust me\n" in done.stdout
    assert "       1  Ada�\n" in done.stdout
    assert "       0  �esialB\n" in done.stdout


@pytest.mark.slow
def test_rankings_are_listed_without_the_order_in_which_they_came(tmp_path: Path) -> None:
    done = run(tmp_path, ranking().archive)
    assert done.exit_code == 0, done.output
    orders = ["Chen = Diop > Eva", "Chen > Diop > Eva", "Diop > Eva > Chen"]
    assert "".join(f"       1  {order}\n" for order in orders) in done.stdout


@pytest.mark.slow
def test_a_fault_is_told_in_a_sentence_with_its_place(tmp_path: Path) -> None:
    done = run(tmp_path, spoiling.signature_false())
    assert done.exit_code == 1
    assert "  event 1: The ballot is not signed by its voter. [ballot_signature_false]\n" in done.stdout
    assert (
        "Not reached because of this: their sum, the shuffles, the trustees’ parts, the result."
        in done.stdout
    )


@pytest.mark.slow
def test_the_command_speaks_french(tmp_path: Path) -> None:
    done = run(tmp_path, spoiling.signature_false(), "--language", "fr")
    assert (
        "  événement 1\u00a0: Le bulletin n’est pas signé par son électeur. [ballot_signature_false]\n"
        in done.stdout
    )
    assert "Ce qu’aucune archive ne peut prouver" in done.stdout


@pytest.mark.slow
def test_an_election_under_way_is_sound_when_that_is_said(tmp_path: Path) -> None:
    halfway = staging.assemble(board().steps[:4])
    assert "With --unfinished" in run(tmp_path, halfway).stdout
    done = run(tmp_path, halfway, "--unfinished")
    assert done.exit_code == 0, done.output
    assert "  counted      none yet\n" in done.stdout


@pytest.mark.slow
def test_a_head_that_was_noted_is_found_or_missed(tmp_path: Path) -> None:
    early = run(tmp_path, staging.assemble(board().steps[:3]), "--unfinished", "--json")
    noted = json.loads(early.stdout)["figures"]["head"]
    done = run(tmp_path, board().archive, "--head", noted)
    assert done.exit_code == 0
    assert "The head that you noted is after event 2.\n" in done.stdout
    rewritten = staging.assemble([board().steps[0], *board().steps[2:]])
    done = run(tmp_path, rewritten, "--head", noted)
    assert done.exit_code == 1
    assert "of another past" in done.stdout


@pytest.mark.slow
def test_programs_read_the_same(tmp_path: Path) -> None:
    done = run(tmp_path, spoiling.superseded_ballot_cast_again(), "--json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert report["sound"] is False
    assert [(fault["line"], fault["code"]) for fault in report["faults"]] == [(5, "ballot_superseded")]
    assert report["figures"]["binding"]["roll"] == staging.BINDING.roll


def test_a_file_that_is_no_archive_is_refused_kindly(tmp_path: Path) -> None:
    done = run(tmp_path, b"not an archive")
    assert done.exit_code == 1
    assert "This is no archive of an election. [header_wrong]" in done.stdout


def test_every_code_has_its_sentence() -> None:
    assert set(sentences.STAGES) == set(verification._STAGES)
    assert set(sentences.REASONS) == set(Reason)
    assert set(sentences.REMARKS) == set(Remark)
    assert set(sentences.LIMITS) == set(Limit)


def ballots_of(folder: Path, archive: bytes, *words: str) -> Result:
    file = folder / "election.bel"
    file.write_bytes(archive)
    return CliRunner().invoke(main, ["election", "ballots", str(file), *words])


@pytest.mark.slow
def test_opened_orders_are_given_to_be_counted_again(tmp_path: Path) -> None:
    done = ballots_of(tmp_path, ranking().archive, "--seats", "1")
    assert done.exit_code == 0, done.output
    # A ballot that puts two in one place is spoilt by the rules of a count, and the format has no place for it.
    assert done.stdout.splitlines()[:4] == ["3 1", "1 1 2 3 0", "1 2 3 1 0", "0"]
    file = tmp_path / "opened.blt"
    file.write_text(done.stdout, encoding="utf-8")
    counted = CliRunner().invoke(
        main, ["count", str(file), "--rule", "scottish_stv", "--seed", "7", "--json"]
    )
    assert counted.exit_code == 0, counted.output
    assert json.loads(counted.stdout)["ballots"]["valid"] == 2
    as_json = ballots_of(tmp_path, ranking().archive, "--json")
    assert as_json.exit_code == 0, as_json.output
    assert len(json.loads(as_json.stdout)["candidates"]) == 3


@pytest.mark.slow
def test_no_orders_are_given_where_none_were_asked_or_the_archive_is_not_sound(tmp_path: Path) -> None:
    none = ballots_of(tmp_path, board().archive)
    assert (none.exit_code, "asks for no order" in none.output) == (1, True)
    beyond = ballots_of(tmp_path, ranking().archive, "--question", "9")
    assert (beyond.exit_code, "asks for no order" in beyond.output) == (1, True)
    broken = ballots_of(tmp_path, ranking().archive[:-512])
    assert (broken.exit_code, "not sound" in broken.output) == (1, True)
