"""kill -9 in a verifiable ballot: every receipt is of a ballot on the board, and what was counted is counted once."""

from __future__ import annotations

import http
import http.client
import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from config.killing import SECONDS_MAX, await_that, kill, own_home, run, serve

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).with_name("killed_ballot.py")
MEMBERS, VOTING_SECONDS, BROWSERS = 64, 4.0, 8
TO_COUNT = 300  # enough for the worker to be found at it
_TOKEN = "b" * 32  # a browser sends the same in its cookie and in its header


@pytest.fixture
def home() -> Iterator[Path]:
    with own_home() as folder:
        yield folder


def told_by(home: Path, *arguments: str) -> Any:
    return json.loads(run(home, PROGRAM, *arguments).splitlines()[-1])


def noted(home: Path) -> Any:
    return json.loads((home / "ballot.json").read_text())


def cast(port: int, note: Any, content: str) -> str | None:
    """The receipt of a ballot that the booth sends; None where no answer came, or only that something broke."""
    booth = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_MAX)
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"csrftoken={_TOKEN}",
        "X-CSRFToken": _TOKEN,
    }
    try:
        booth.request("POST", f"/{note['slug']}/ballots/{note['uuid']}/cast/", content.encode(), headers)
        answer = booth.getresponse()
        told = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        booth.close()
    if answer.status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return None  # the database was killed first, and the page could still say so
    assert answer.status == 200, told
    receipt: str = json.loads(told)["tracker"]
    return receipt


def cast_all(
    port: int, note: Any, ballots: Sequence[str], receipts: dict[str, str], *, within_s: float
) -> None:
    """Write down the receipts of those ballots that were answered; several browsers at once."""

    def browser(own: Sequence[str]) -> None:
        for content in own:
            receipt = cast(port, note, content)
            if receipt is not None:
                receipts[content] = receipt
            time.sleep(within_s / len(own))

    threads = [
        threading.Thread(target=browser, args=(ballots[place::BROWSERS],)) for place in range(BROWSERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS_MAX)


@pytest.mark.parametrize("database", [False, True], ids=["program", "program and database"])
def test_every_receipt_is_of_a_ballot_on_the_board(home: Path, database: bool) -> None:  # noqa: FBT001  # a parameter of the cases
    run(home, PROGRAM, "open", str(MEMBERS))
    note = noted(home)
    program, port = serve(home)
    first: dict[str, str] = {}
    voters = threading.Thread(
        target=cast_all, args=(port, note, note["ballots"], first), kwargs={"within_s": VOTING_SECONDS}
    )
    voters.start()
    await_that(lambda: len(first) >= BROWSERS)
    kill(program, home, database=database)
    voters.join(SECONDS_MAX)
    assert 0 < len(first) < MEMBERS
    program, port = serve(home)
    again: dict[str, str] = {}
    cast_all(port, note, note["ballots"], again, within_s=0.1)
    assert len(again) == MEMBERS
    # Who has a receipt and sends the same once more is answered as the first time.
    assert {content: again[content] for content in first} == first
    run(home, PROGRAM, "close")
    stop(program)
    after = told_by(home, "read")
    assert after["trackers"] == sorted(again.values())
    assert (after["participations"], after["codes"]) == (MEMBERS, MEMBERS)
    assert (after["stands"], after["is_sound"], after["differences"]) == ("closed", True, [])


def test_a_count_that_was_killed_in_the_middle_is_done_once(home: Path) -> None:
    run(home, PROGRAM, "open", str(TO_COUNT))
    run(home, PROGRAM, "cast")
    program, _ = serve(home)
    run(home, PROGRAM, "close")
    killed = told_by(home, "kill", str(worker_of(program)))
    assert (killed["stands"], killed["working"], killed["results"]) == ("closed", 1, 0)
    assert killed["differences"] == []
    stop(program)
    program, _ = serve(home)
    await_that(lambda: told_by(home, "stands") == {"stands": "counted"})
    stop(program)
    after = told_by(home, "read")
    assert (after["results"], after["outcomes"], after["published"], after["working"]) == (1, 1, 1, 0)
    assert after["resolutions"] == [TO_COUNT]
    assert (after["is_sound"], after["differences"]) == (True, [])


def worker_of(program: subprocess.Popen[bytes]) -> int:
    """The process that works beside the pages."""
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
    named = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    (worker,) = [int(child) for child, words in named.items() if b"worker_beside" in words]
    return worker


def stop(program: subprocess.Popen[bytes]) -> None:
    program.send_signal(signal.SIGTERM)
    program.wait(SECONDS_MAX)
