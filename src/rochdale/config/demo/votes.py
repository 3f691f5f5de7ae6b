"""The demo's closed vote: twelve voters, two questions, two trustees, and one voter who thought again.

Its secrets come from a seed, like all of the demo, and anybody could make them again: it shows how a vote is
verified, and keeps no secret.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from rochdale.assembly import actions as assembly
from rochdale.assembly.actions import Document
from rochdale.config.demo import vote_words
from rochdale.config.demo.desk import Desk
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.voting.verifiable import base58, credentials, decryption, result, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.reading import read_archive
from rochdale.voting.verifiable.archive.writing import Appended
from rochdale.voting.verifiable.ballots import read_ballot, write_ballot
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.election import Binding, Election, read_election, write_election
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import bodies, single

VOTERS: Final = 12
TRUSTEES: Final = ("Huguette", "Normand")
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
    opens, closes = by.at - timedelta(days=14), by.at - timedelta(days=7)
    panel = membership.register_as_of(
        cooperative_id=desk.cooperative_id, on=opens.astimezone(UTC).date(), limit=VOTERS
    )
    papers = vote_words.papers(desk.scene.name, opens, closes, [line.number for line in panel.lines])
    archive = closed_vote(desk.scene.slug, desk.scene.languages[0], opens, closes, papers)
    documents = {kind: Document("text/plain", content) for kind, content in papers.items()}
    assembly.publish_election(
        by=by, titles=vote_words.TITLES, closed_at=closes, archive=archive, documents=documents
    )


def closed_vote(
    seed: str, language: str, opens: datetime, closes: datetime, papers: Mapping[str, bytes]
) -> bytes:
    """The archive of a vote with its result, the same for the same seed, bound to the hashes of its papers.

    It asks in `language`, and says the same in the other.
    """
    below: Below = random.Random(f"vote of {seed}").randrange  # noqa: S311  # the same demo each time
    begun = _set_up(below, language, _binding(opens, closes, papers), int(opens.timestamp()))
    return _close(_cast(begun, below), below).written.content


def _binding(opens: datetime, closes: datetime, papers: Mapping[str, bytes]) -> Binding:
    times = [f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for at in (opens, closes)]
    return Binding(*(hex_of(papers[kind]) for kind in ("notice", "motions", "roll")), *times)


def _set_up(below: Below, language: str, binding: Binding, seconds: int) -> _Made:
    group = BELENIOS_2048
    keys = tuple(single.new_secret(group, below) for _ in TRUSTEES)
    items = tuple(single.publish(group, key, below, name) for key, name in zip(keys, TRUSTEES, strict=True))
    uuid, own = base58.draw(22, below), vote_words.WORDINGS[language]
    content = write_election(
        uuid=uuid,
        name=own.name,
        description=own.description,
        group=group,
        y=bodies.election_key(group, items),
        questions=vote_words.questions(language),
        binding=binding,
        wordings=[each for each in vote_words.WORDINGS.values() if each is not own],
    )
    codes = [credentials.new_credential(below) for _ in range(VOTERS)]
    voters = tuple(credentials.secret_exponent(group, uuid, code) for code in codes)
    listed = credentials.write_list(credentials.public_credential(group, each) for each in voters)
    begun = writing.begin(seconds, content, bodies.write_trustees(items), listed)
    return _Made(read_election(content), voters, keys, items, begun)


def _cast(made: _Made, below: Below) -> _Made:
    first, second = made.election.questions
    votes = [*((voter, *asked) for voter, asked in enumerate(zip(_SATURDAY, _PROJECTS, strict=True))), _AGAIN]
    for voter, saturday, projects in votes:
        marks = [
            [int(place == saturday) for place in range(first.width)],
            [int(place in projects) for place in range(second.width)],
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
