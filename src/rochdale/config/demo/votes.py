"""The demo's closed vote: twelve voters, two questions, two trustees, and one voter who thought again.

Its secrets come from a seed, like all of the demo, and anybody could make them again: it shows how a vote is
verified, and keeps no secret.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from rochdale.assembly import actions as assembly
from rochdale.config.demo.desk import Desk
from rochdale.kernel.acting import Acting
from rochdale.voting.verifiable import base58, credentials, decryption, result, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.reading import read_archive
from rochdale.voting.verifiable.archive.writing import Appended
from rochdale.voting.verifiable.ballots import read_ballot, write_ballot
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.election import Election, read_election, write_election
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import bodies, single

VOTERS: Final = 12
TRUSTEES: Final = ("Huguette", "Normand")
TITLES: Final = {
    "fr": "Vote de l’automne\N{NO-BREAK SPACE}: heures et fonds communautaire",
    "en": "Autumn vote: hours and fund",
}
QUESTIONS: Final = (
    Choice(
        "Ouvrir le samedi matin ? / Open on Saturday mornings?",
        ("Oui / Yes", "Non / No", "Abstention / I abstain"),
        1,
        1,
    ),
    Choice(
        "Quels projets appuyer ? / Which projects to support?",
        (
            "Atelier de réparation / Repair workshop",
            "Arbres du canal / Trees along the canal",
            "Rampe / Ramp",
        ),
        1,
        2,
        blank=True,
    ),
)
# Who voted, and for what; the fourth voter thinks again at the end, and the last two stay away.
_SATURDAY: Final = (0, 0, 1, 1, 0, 2, 0, 0, 1, 0)
_PROJECTS: Final = ((1, 2), (2,), (0,), (1,), (1, 3), (2,), (1,), (0,), (3,), (1, 2))
_AGAIN: Final = (3, 0, (2,))


@dataclass(frozen=True, slots=True)
class _Made:
    election: Election
    voters: tuple[Secret[int], ...]
    keys: tuple[Secret[int], ...]
    items: tuple[bodies.Item, ...]
    written: Appended


def publish_vote(desk: Desk, by: Acting) -> None:
    """Let the cooperative have voted a week ago, and publish what proves the result."""
    closed_at = by.at - timedelta(days=7)
    archive = closed_vote(desk.scene.slug, int(closed_at.timestamp()))
    assembly.publish_election(by=by, titles=TITLES, closed_at=closed_at, archive=archive)


def closed_vote(seed: str, seconds: int = 1_795_466_282) -> bytes:
    """The archive of a vote with its result, the same for the same seed; it began at `seconds` of Unix time."""
    below: Below = random.Random(f"vote of {seed}").randrange  # noqa: S311  # the same demo each time
    return _close(_cast(_set_up(below, seconds), below), below).written.content


def _set_up(below: Below, seconds: int) -> _Made:
    group = BELENIOS_2048
    keys = tuple(single.new_secret(group, below) for _ in TRUSTEES)
    items = tuple(single.publish(group, key, below, name) for key, name in zip(keys, TRUSTEES, strict=True))
    uuid = base58.draw(22, below)
    content = write_election(
        uuid=uuid,
        name=" / ".join(TITLES.values()),
        description="",
        group=group,
        y=bodies.election_key(group, items),
        questions=QUESTIONS,
    )
    codes = [credentials.new_credential(below) for _ in range(VOTERS)]
    voters = tuple(credentials.secret_exponent(group, uuid, code) for code in codes)
    listed = credentials.write_list(credentials.public_credential(group, each) for each in voters)
    begun = writing.begin(seconds, content, bodies.write_trustees(items), listed)
    return _Made(read_election(content), voters, keys, items, begun)


def _cast(made: _Made, below: Below) -> _Made:
    votes = [*((voter, *asked) for voter, asked in enumerate(zip(_SATURDAY, _PROJECTS, strict=True))), _AGAIN]
    for voter, saturday, projects in votes:
        marks = [
            [int(place == saturday) for place in range(QUESTIONS[0].width)],
            [int(place in projects) for place in range(QUESTIONS[1].width)],
        ]
        made = _append(made, Kind.BALLOT, write_ballot(made.election, made.voters[voter], marks, below))
    return made


def _close(made: _Made, below: Below) -> _Made:
    counted = tally.counted(read_ballot(made.election, content) for content in _ballots(made))
    opened = tally.tally(made.election, counted)
    parts = tally.write_tally(opened, len(counted))
    made = _append(_append(made, Kind.END_BALLOTS), Kind.ENCRYPTED_TALLY, parts.tally, parts.sized)
    given = {}
    for owner, key in enumerate(made.keys, 1):
        given[owner] = decryption.decrypt(made.election, opened, key, below)
        part = given[owner].encode()
        made = _append(made, Kind.PARTIAL_DECRYPTION, part, writing.owned(owner, part))
    combined = decryption.combine(made.election.group, made.items, given, opened)
    outcome = result.open_tally(made.election, opened, combined, len(counted))
    return _append(made, Kind.RESULT, result.write_result(outcome))


def _ballots(made: _Made) -> list[bytes]:
    return [step.parts[0] for step in read_archive(made.written.content).of(Kind.BALLOT)]


def _append(made: _Made, kind: Kind, *parts: bytes) -> _Made:
    more = writing.append(made.written.chain, kind, parts)
    return replace(made, written=Appended(made.written.content + more.content, more.chain))
