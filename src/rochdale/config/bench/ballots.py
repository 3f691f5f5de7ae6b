"""`rochdale bench ballots`: verifiable ballots made, checked, tallied and closed, beside Debian's belenios-tool.

Both programs work on the same archive in the same run, and both are charged the processor's time of one core, so
that what else the machine does weighs little. The archive is one of a single question, choose one of five.
"""

from __future__ import annotations

import json
import resource
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from rochdale.config.bench.figures import Figure
from rochdale.voting.verifiable import base58, credentials, decryption, result, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.ballots import Ballot, check_ballot, read_ballot, write_ballot
from rochdale.voting.verifiable.election import Election, read_election, write_election
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import bodies, single
from rochdale.voting.verifiable.verifier import ballot_box

BALLOTS = 300
CLOSING = 20_000
CLOSING_SECONDS_MAX = 15.0
VERIFY_RATIO_MAX = 0.5
_MADE_BY_THE_TOOL = 5
_QUESTION = Choice("Who shall preside?", ("Amina", "Bruno", "Chen", "Diop", "Eva"), 1, 1)
_BELOW = secrets.randbelow


@dataclass(frozen=True, slots=True)
class Staged:
    """An election with its secrets, and an archive of it in a folder."""

    folder: Path
    election: Election
    trustee: Secret[int]
    items: tuple[bodies.Item, ...]
    token: Secret[str]
    """One voter's credential, in the form that the tool reads."""
    ballots: tuple[bytes, ...]
    encrypting_ms: float
    """What making one of them took."""


def run(*, ballots: int = BALLOTS, closing: int = CLOSING) -> Iterator[Figure]:
    """Yield each figure as it is measured. Raises ClickException where belenios-tool is missing."""
    if shutil.which("belenios-tool") is None:
        raise click.ClickException(
            "This measures beside belenios-tool, which is not here: apt install belenios-tool."
        )
    folder = Path(tempfile.mkdtemp(prefix="rochdale-bench-ballots-"))
    try:
        yield from _measured(_stage(folder, ballots), closing)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(folder: Path, ballots: int) -> Staged:
    group = BELENIOS_2048
    trustee = single.new_secret(group, _BELOW)
    items = (single.publish(group, trustee, _BELOW),)
    uuid = base58.draw(base58.UUID_LENGTH_MIN, _BELOW)
    y = bodies.election_key(group, items)
    content = write_election(
        uuid=uuid, name="Bench", description="", group=group, y=y, questions=(_QUESTION,)
    )
    election = read_election(content)
    token = credentials.new_credential_2_0(_BELOW)
    voters = [credentials.secret_exponent(group, uuid, token)]
    voters += [single.new_secret(group, _BELOW) for _ in range(ballots - 1)]
    listed = credentials.write_list(credentials.public_credential(group, voter) for voter in voters)
    begun = time.process_time()
    made = tuple(_ballot(election, voter, place) for place, voter in enumerate(voters))
    encrypting_ms = (time.process_time() - begun) / ballots * 1000
    appended = writing.begin(1, content, bodies.write_trustees(items), listed)
    with (folder / f"{uuid}.bel").open("wb") as file:
        file.write(appended.content)
        for ballot in made:
            appended = writing.append(appended.chain, Kind.BALLOT, [ballot])
            file.write(appended.content)
    return Staged(folder, election, trustee, items, token, made, encrypting_ms)


def _ballot(election: Election, voter: Secret[int], place: int) -> bytes:
    width = _QUESTION.width
    return write_ballot(election, voter, [[int(place % width == row) for row in range(width)]], _BELOW)


def _measured(staged: Staged, closing: int) -> Iterator[Figure]:
    made = len(staged.ballots)
    yield _against(
        "encrypt", staged.encrypting_ms, "generate-ballot, its start included", _tool_makes(staged), 1.0
    )
    verify_ms = _tool(staged, "verify") / made
    read = [read_ballot(staged.election, content) for content in staged.ballots]
    check_ballot(staged.election, read[0])  # so that the tables of powers are made
    alone = _milliseconds(lambda: _check_each(staged, read)) / made
    yield _against("verify_on_arrival", alone, "election verify", verify_ms, VERIFY_RATIO_MAX)
    together = _milliseconds(lambda: _judge(staged)) / made
    yield _against("verify_archive", together, "election verify", verify_ms, VERIFY_RATIO_MAX)
    tally_ms = _tool(staged, "compute-encrypted-tally") / made
    tallied = _milliseconds(lambda: tally.tally(staged.election, tally.counted(read))) / made
    yield _against("tally", tallied, "compute-encrypted-tally, which verifies again", tally_ms, 1.0)
    yield _closing(staged, closing, tally_ms)


def _check_each(staged: Staged, ballots: Sequence[Ballot]) -> None:
    for ballot in ballots:
        check_ballot(staged.election, ballot)


def _judge(staged: Staged) -> None:
    assert not any(ballot_box.judge(staged.election, list(staged.ballots)))


def _against(name: str, value: float, yardstick: str, against: float, ratio_max: float) -> Figure:
    ratio = value / against
    return Figure(
        name=name,
        value=round(value, 3),
        unit="ms of one core per ballot",
        yardstick=f"belenios-tool {yardstick}",
        yardstick_value=round(against, 3),
        ratio=round(ratio, 4),
        goal=f"ratio at most {ratio_max:g}",
        met=ratio <= ratio_max,
    )


def _closing(staged: Staged, closing: int, tally_ms: float) -> Figure:
    """From the bytes of ballots that were verified on arrival to the published result."""
    contents = [staged.ballots[place % len(staged.ballots)] for place in range(closing)]
    seconds = _milliseconds(lambda: _close(staged, contents)) / 1000
    against = tally_ms * closing / 1000
    return Figure(
        name="close",
        value=round(seconds, 3),
        unit=f"s for {closing} verified ballots",
        yardstick="belenios-tool compute-encrypted-tally, from its time per ballot",
        yardstick_value=round(against, 3),
        ratio=round(seconds / against, 4),
        goal=f"under {CLOSING_SECONDS_MAX:g} s",
        met=seconds < CLOSING_SECONDS_MAX,
    )


def _close(staged: Staged, contents: Sequence[bytes]) -> None:
    ballots: list[Ballot] = [read_ballot(staged.election, content) for content in contents]
    opened = tally.tally(staged.election, ballots)
    tally.write_tally(opened, len(ballots))
    given = decryption.decrypt(staged.election, opened, staged.trustee, _BELOW)
    (key,) = bodies.flattened(staged.items)
    checked = decryption.read_decryption(staged.election, given.encode(), opened, key)
    combined = decryption.combine(staged.election.group, staged.items, {1: checked}, opened)
    outcome = result.open_tally(staged.election, opened, combined, len(ballots))
    assert sum(sum(count for count in counts if isinstance(count, int)) for counts in outcome) == len(ballots)


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _tool(staged: Staged, *words: str) -> float:
    """Milliseconds of the processor that a command of the tool takes on the archive."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["belenios-tool", "election", *words], cwd=staged.folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _tool_makes(staged: Staged) -> float:
    (staged.folder / "credential").write_text(staged.token.reveal() + "\n")
    (staged.folder / "choice.json").write_text(json.dumps([[1, 0, 0, 0, 0]]))
    words = ("generate-ballot", "--privcred", "credential", "--ballot", "choice.json")
    return sum(_tool(staged, *words) for _ in range(_MADE_BY_THE_TOOL)) / _MADE_BY_THE_TOOL
