"""Anyone checks an archive over HTTP: sound, spoiled, unfinished, none, too large, too slow; and finds a ballot."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from rochdale.assembly.errors import ArchiveTooLarge, ArchiveTooSlow, CheckingBusy
from rochdale.assembly.queries import checking, tracking_words
from rochdale.assembly.queries.checking import ARCHIVE_BYTES_MAX
from rochdale.assembly.queries.verify_apart import OUT_OF_MEMORY
from rochdale.voting.verifiable import tracking
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import spoiling, staging
from voting.verifiable.spoiling import SPOILED, board, ranking

# One from each stage of the verifier, with a sentence of the page.
WRONG = [
    ("signature_false", "The ballot is not signed by its voter."),
    ("superseded_ballot_cast_again", "An older ballot was cast again"),
]


@pytest.fixture
def client(database: str) -> Iterator[Client]:
    cache.clear()
    yield Client()
    cache.clear()


def sent(
    client: Client, archive: bytes | None = None, number: str = "", language: str = "en", head: str = ""
) -> HttpResponse:
    client.cookies["django_language"] = language
    given: dict[str, Any] = {"number": number, "head": head}
    if archive is not None:
        given["archive"] = SimpleUploadedFile("vote.bel", archive)
    return client.post("/vote/check/", given)  # type: ignore[return-value]  # Django's test answer is one


def page(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def number(place: int) -> str:
    """The number of a ballot of the board's election: 0 and 2 are of one voter."""
    return tracking.number_of(read_ballot(board().election, board().ballots[place]).tracker)


@pytest.mark.slow
def test_a_sound_archive_is_told_with_what_to_compare(client: Client) -> None:
    told = page(sent(client, board().archive))
    assert "This archive is sound." in told
    for text in ("Entitled to vote", "Béatrice", "Adopt the by-law?", "Blank: none of these"):
        assert text in told
    for hashed in (staging.BINDING.roll, board().election.fingerprint, "that nobody was bought"):
        assert hashed in told
    assert "data-place" not in told
    assert "What is wrong" not in told


@pytest.mark.slow
def test_it_is_told_in_french(client: Client) -> None:
    told = page(sent(client, spoiling.signature_false(), number(0), language="fr"))
    assert "Cette archive n’est pas en règle" in told
    assert "Le bulletin n’est pas signé par son électeur." in told
    assert "que personne n’a été acheté, forcé ou surveillé" in told
    assert "Le décompte" not in told


@pytest.mark.slow
@pytest.mark.parametrize(("place", "where"), [(0, "superseded"), (1, "counted"), (2, "counted")])
def test_a_number_finds_its_ballot(client: Client, place: int, where: str) -> None:
    assert f'data-place="{where}"' in page(sent(client, board().archive, number(place)))


@pytest.mark.slow
def test_a_whole_tracker_finds_its_ballot(client: Client) -> None:
    tracker = read_ballot(board().election, board().ballots[1]).tracker
    told = page(sent(client, board().archive, tracker))
    assert 'data-place="counted"' in told
    assert tracking_words(tracking.number_of(tracker), "en") in told


@pytest.mark.slow
def test_words_find_their_ballot_in_an_archive(client: Client) -> None:
    assert 'data-place="counted"' in page(sent(client, board().archive, tracking_words(number(1), "fr")))


@pytest.mark.slow
@pytest.mark.parametrize("place", [0, 3, -1])
def test_an_archive_goes_through_a_head_that_was_noted(client: Client, place: int) -> None:
    heads = verify(board().archive).heads
    typed = f" {heads[place][:32].upper()} {heads[place][32:]}"  # as somebody copies it by hand
    told = page(sent(client, board().archive, head=typed))
    assert 'data-head="known"' in told
    assert f"after event {heads.index(heads[place])} of {len(heads) - 1}" in told


@pytest.mark.slow
def test_an_archive_does_not_go_through_the_head_of_another(client: Client) -> None:
    told = page(sent(client, board().archive, head=verify(ranking().archive).heads[0]))
    assert 'data-head="other"' in told
    assert "of another past: something was changed" in told


@pytest.mark.slow
def test_of_what_is_no_archive_no_head_is_denied(client: Client) -> None:
    assert 'data-head="unknown"' in page(sent(client, b"not an archive", head="0" * 64))


@pytest.mark.slow
def test_a_number_of_another_vote_is_missed(client: Client) -> None:
    assert 'data-place="absent"' in page(sent(client, ranking().archive, number(0)))


@pytest.mark.slow
def test_a_ballot_that_cannot_be_read_is_not_called_missing(client: Client) -> None:
    told = page(sent(client, spoiling.signature_false(), tracking.number_of("A" * 43)))
    assert 'data-place="unknown"' in told


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sentence"), WRONG)
def test_a_spoiled_archive_is_told_with_its_fault(client: Client, name: str, sentence: str) -> None:
    [spoiled] = [each for each in SPOILED if each.name == name]
    told = page(sent(client, spoiled.make()))
    assert "This archive is not sound" in told
    assert sentence in told
    assert spoiled.reason.value in told
    assert "these could not be checked: their sum" in told


@pytest.mark.slow
def test_a_vote_under_way_is_sound_and_has_no_result(client: Client) -> None:
    told = page(sent(client, staging.assemble(board().steps[:4]), number(1)))
    assert "there is no result yet" in told
    assert "it is to be counted" in told


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"not an archive", b"\0" * 512])
def test_what_is_no_archive_is_said_to_be_none(client: Client, content: bytes) -> None:
    told = page(sent(client, content, number(0)))
    assert "This archive is not sound" in told
    assert 'data-place="unknown"' in told


def test_an_archive_too_large_is_refused(client: Client) -> None:
    with pytest.raises(ArchiveTooLarge):
        checking.check_archive(b"x" * (ARCHIVE_BYTES_MAX + 1), None)
    told = page(sent(client, b"x" * (ARCHIVE_BYTES_MAX + 1)), 413)
    assert "more than 20 MB" in told
    assert "Check it on a computer of your own with rochdale election verify, which has no such limit" in told
    told = page(sent(client, b"x" * (ARCHIVE_BYTES_MAX + 1), language="fr"), 413)
    assert "avec rochdale election verify" in told


@pytest.mark.slow
def test_an_archive_comes_whole_up_to_the_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[bytes] = []

    def keep(content: bytes) -> Any:
        came.append(content)
        return verify(board().archive)

    monkeypatch.setattr(checking, "_verified", keep)
    whole = b"x" * (ARCHIVE_BYTES_MAX - 1) + b"."
    page(sent(client, whole))
    assert came == [whole]


@pytest.mark.slow
def test_an_archive_that_takes_too_long_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SECONDS_MAX", 0.01)
    with pytest.raises(ArchiveTooSlow):
        checking.check_archive(board().archive, None)
    assert "not checked to its end" in page(sent(client, board().archive), 422)


HUNGRY = """
import runpy
import rochdale.voting.verifiable.verifier.verification as verification
verification.verify = lambda content, unfinished, accept_weak: {appetite}
runpy.run_path({program!r}, run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("appetite", "seconds", "code"),
    [("sum(0 for _ in iter(int, 1))", 1, -signal.SIGKILL), ("bytes(2**29)", 20, OUT_OF_MEMORY)],
)
def test_the_system_itself_bounds_time_and_memory(appetite: str, seconds: int, code: int) -> None:
    program = str(Path(checking.__file__).with_name("verify_apart.py"))
    command = [
        sys.executable,
        "-c",
        HUNGRY.format(appetite=appetite, program=program),
        str(seconds),
        str(2**27),
    ]
    assert subprocess.run(command, input=b"", capture_output=True, check=False).returncode == code


def test_a_second_archive_waits_for_its_turn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "WAIT_SECONDS", 0.01)
    with checking._turn():
        with pytest.raises(CheckingBusy):
            checking.check_archive(b"x", None)
        assert "Yours was not looked at" in page(sent(client, b"x"), 503)


def test_a_crash_of_the_verifier_is_no_verdict(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_PROGRAM", Path("/nowhere.py"))
    with pytest.raises(subprocess.CalledProcessError):
        sent(client, b"x")


def test_the_verifier_is_told_no_secret(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Any] = {}

    def run(*_: object, **told: Any) -> None:
        known.update(told["env"])
        raise subprocess.TimeoutExpired("", 1)

    monkeypatch.setattr(subprocess, "run", run)
    page(sent(client, b"x"), 422)
    assert set(known) == {"PYTHONPATH"}


@pytest.mark.parametrize("wrong", ["0" * 63, "g" * 64, "hello"])
def test_what_is_no_head_is_noticed(client: Client, wrong: str) -> None:
    assert "This is no head" in page(sent(client, head=wrong), 400)


@pytest.mark.parametrize("wrong", ["4762 9858 2971 6817 0899 6585", "7462 9858", "hello", "A" * 42])
def test_a_slip_of_the_pen_is_noticed(client: Client, wrong: str) -> None:
    assert "This is no tracking number" in page(sent(client, number=wrong), 400)


def test_nothing_to_check_is_said(client: Client) -> None:
    assert "Choose an archive, or type a tracking number or a head." in page(sent(client), 400)


def test_the_code_of_a_receipt_leads_to_a_filled_form(client: Client) -> None:
    told = page(client.get("/vote/check/?number=746298582971681708996585"))  # type: ignore[arg-type]  # as above
    assert 'value="746298582971681708996585"' in told


def test_trying_without_end_is_stopped(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "check_archive": "1/h/ip"}
    page(sent(client, b"x"))
    assert "Too many tries" in page(sent(client, b"x"), 429)


def test_a_number_is_that_of_the_booth() -> None:
    """The example of docs/reference/tracking-number.md."""
    assert (
        tracking.number_of("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0") == "7462 9858 2971 6817 0899 6585"
    )
    hexadecimal = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    sought = tracking.read_sought(hexadecimal)
    assert sought is not None
    assert sought.is_of("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0")
    assert not sought.is_of("A" * 43)


@pytest.mark.slow
def test_an_archive_with_keys_in_the_older_form_is_sound_with_a_remark(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = staging.threshold_body

    def in_the_older_form(*arguments: Any) -> Any:
        body, *rest = made(*arguments)
        return replace(body, signatures=None), *rest

    monkeypatch.setattr(staging, "threshold_body", in_the_older_form)
    staged = staging.stage(questions=staging.THREE_QUESTIONS, voters=4, singles=1, body=(3, 2))
    archive = staging.close(staging.cast(staged, staging.VOTES), owners=(1, 2, 4)).archive
    assert not verify(archive).is_sound
    said = page(sent(client, archive))
    assert "Trustees made their keys in a form that later proved weak." in said
    assert "do not rely on it" not in said
