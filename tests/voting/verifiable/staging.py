"""Elections for tests: staged by our own code, as data that a test can spoil and put together again.

`Staged.steps` is the history as (type, records); `assemble` chains whatever it is given, also what our own writer
would refuse to write. Chance is seeded, so that a failure repeats.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from needs import program
from rochdale.voting.verifiable import base58, canonical, credentials, decryption, result, shuffles, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.records import write_record
from rochdale.voting.verifiable.ballots import read_ballot, write_ballot
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.ciphertexts import encrypt
from rochdale.voting.verifiable.election import Binding, Election, read_election, write_election
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, Group
from rochdale.voting.verifiable.hashing import base64_of, hex_of
from rochdale.voting.verifiable.proofs import knowledge
from rochdale.voting.verifiable.questions import Choice, Question, Ranking
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import bodies, certificates, dealing, sharing, signing, single
from rochdale.voting.verifiable.trustees.bodies import Body, Item
from rochdale.voting.verifiable.trustees.signing import Identity

SECONDS = 1_795_466_282
BINDING = Binding("a1" * 32, "b2" * 32, "c3" * 32, "2026-11-01T08:00:00Z", "2026-11-08T20:00:00Z")
Steps = list[tuple[str, list[bytes]]]


def dice(seed: int) -> Below:
    """Seeded chance. Never outside tests."""
    return random.Random(seed).randrange


@dataclass(frozen=True, slots=True)
class Staged:
    """An election with everything that only its people know."""

    election: Election
    items: tuple[Item, ...]
    keys: Mapping[int, Secret[int]]
    """Trustees' private keys by owner."""
    voters: tuple[Secret[int], ...]
    tokens: tuple[Secret[str], ...]
    seeds: tuple[Secret[str], ...]
    sealed: tuple[str, ...]
    """Shares of the body's trustees as each sealed them to itself."""
    steps: Steps = field(default_factory=list)

    @property
    def archive(self) -> bytes:
        return assemble(self.steps)

    @property
    def ballots(self) -> list[bytes]:
        return [parts[0] for kind, parts in self.steps if kind == "Ballot"]

    def place(self, kind: str, occurrence: int = 0) -> int:
        """Where in the history a type of event stands."""
        return [place for place, step in enumerate(self.steps) if step[0] == kind][occurrence]


def assemble(steps: Iterable[tuple[str, Sequence[bytes]]], seconds: int = SECONDS) -> bytes:
    """An archive of any history whatever, chained correctly."""
    content = write_record("BELENIOS", writing.header(seconds), seconds)
    parent: str | None = None
    for height, (kind, parts) in enumerate(steps):
        event: dict[str, Json] = {} if parent is None else {"parent": parent}
        event |= {"height": height, "type": kind}
        if parts:
            event["payload"] = hex_of(parts[-1])
        encoded = canonical.encode(event)
        parent = hex_of(encoded)
        for part in parts:
            content += write_record(f"{hex_of(part)}.data.json", part, seconds)
        content += write_record(f"{parent}.event.json", encoded, seconds)
    return content


def threshold_body(
    group: Group, size: int, threshold: int, below: Below
) -> tuple[Body, list[Secret[str]], list[Secret[int]], list[str]]:
    """A body of trustees that made its keys step by step, each trustee with its own seed only."""
    seeds = [signing.new_seed(below) for _ in range(size)]
    people = [signing.identity(group, seed) for seed in seeds]
    certified = certificates.read_certificates(
        group,
        [certificate(group, one, size, threshold, index, below) for index, one in enumerate(people, 1)],
        "certs",
        threshold,
    )
    dealings = [
        dealing.read_dealing(
            group, canonical.encode(dealing.deal(group, one, certified, below).to_json()), certified, index
        )
        for index, one in enumerate(people, 1)
    ]
    shares = [
        sharing.read_share(
            group,
            canonical.encode(sharing.receive(group, one, certified, dealings, below).to_json()),
            certified,
            dealings,
            index,
        )
        for index, one in enumerate(people, 1)
    ]
    keys = [
        sharing.open_share(group, one, share.private_key) for one, share in zip(people, shares, strict=True)
    ]
    body = bodies.assemble(certified, dealings, [share.key for share in shares])
    return body, seeds, keys, [share.private_key for share in shares]


def certificate(group: Group, own: Identity, size: int, threshold: int, index: int, below: Below) -> Json:
    return certificates.certify(group, own, certificates.Place(size, threshold, index), below).to_json()


def stage(
    *,
    group: Group = BELENIOS_2048,
    questions: tuple[Question, ...],
    voters: int,
    singles: int = 1,
    body: tuple[int, int] | None = None,
    binding: Binding | None = BINDING,
    seed: int = 1,
) -> Staged:
    """Set an election up: its first event, and nothing cast yet."""
    below = dice(seed)
    secrets = [single.new_secret(group, below) for _ in range(singles)]
    items: list[Item] = [
        single.publish(group, secret, below, f"Trésorière {place}") for place, secret in enumerate(secrets, 1)
    ]
    seeds: list[Secret[str]] = []
    sealed: list[str] = []
    if body is not None:
        made, seeds, shares, sealed = threshold_body(group, body[0], body[1], below)
        items.append(made)
        secrets += shares
    uuid = base58.draw(22, below)
    content = write_election(
        uuid=uuid,
        name="Élection du conseil",
        description="Caisse de l'Anse",
        group=group,
        y=bodies.election_key(group, items),
        questions=questions,
        binding=binding,
    )
    election = read_election(content)
    tokens = tuple(credentials.new_credential(below) for _ in range(voters))
    exponents = tuple(credentials.secret_exponent(group, uuid, token) for token in tokens)
    listed = credentials.write_list(credentials.public_credential(group, each) for each in exponents)
    trustees = bodies.write_trustees(items)
    setup = canonical.encode(
        {"election": hex_of(content), "trustees": hex_of(trustees), "credentials": hex_of(listed)}
    )
    return Staged(
        election,
        tuple(items),
        dict(enumerate(secrets, 1)),
        exponents,
        tokens,
        tuple(seeds),
        tuple(sealed),
        [("Setup", [content, trustees, listed, setup])],
    )


def cast(staged: Staged, votes: Iterable[tuple[int, Sequence[Sequence[int]]]], seed: int = 2) -> Staged:
    """Add ballots: (voter, marks per question)."""
    below = dice(seed)
    added: Steps = [
        ("Ballot", [write_ballot(staged.election, staged.voters[voter], marks, below)])
        for voter, marks in votes
    ]
    return replace(staged, steps=[*staged.steps, *added])


def close(
    staged: Staged,
    owners: Sequence[int],
    counting: Sequence[bytes] | None = None,
    shufflers: Sequence[int] = (),
    seed: int = 3,
) -> Staged:
    """End the ballots, tally, shuffle, decrypt by `owners`, and publish the result, all honestly.

    `counting` are the ballots that are tallied, if not all that are on the board.
    """
    below, election = dice(seed), staged.election
    contents = staged.ballots if counting is None else counting
    counted = tally.counted(read_ballot(election, content) for content in contents)
    opened = tally.tally(election, counted)
    parts = tally.write_tally(opened, len(counted))
    steps: Steps = [("EndBallots", []), ("EncryptedTally", [parts.tally, parts.sized])]
    for owner in shufflers:
        shuffle = shuffles.shuffle_tally(election, opened, below)
        opened = shuffles.shuffled(election, opened, shuffle)
        steps.append(("Shuffle", [shuffle.encode(), writing.owned(owner, shuffle.encode())]))
    if shufflers:
        steps.append(("EndShuffles", []))
    given = {}
    for owner in owners:
        given[owner] = decryption.decrypt(election, opened, staged.keys[owner], below)
        steps.append(
            ("PartialDecryption", [given[owner].encode(), writing.owned(owner, given[owner].encode())])
        )
    combined = decryption.combine(election.group, staged.items, given, opened)
    outcome = result.open_tally(election, opened, combined, len(counted))
    steps.append(("Result", [result.write_result(outcome)]))
    return replace(staged, steps=[*staged.steps, *steps])


THREE_QUESTIONS: tuple[Question, ...] = (
    Choice("Qui présidera ?", ("Amina", "Béatrice"), 1, 1),
    Choice("Which projects?", ("well", "school", "mill"), 0, 2),
    Choice("Adopt the by-law?", ("yes", "no"), 1, 1, blank=True),
)
VOTES: list[tuple[int, list[list[int]]]] = [
    (0, [[1, 0], [1, 1, 0], [0, 1, 0]]),
    (1, [[0, 1], [0, 0, 0], [1, 0, 0]]),
    (0, [[0, 1], [0, 1, 0], [0, 0, 1]]),  # thought again
    (2, [[0, 1], [1, 0, 0], [0, 1, 0]]),
]


def board_election() -> Staged:
    """Three questions, a server's key and two of three trustees, three of four vote, one of them twice."""
    staged = stage(questions=THREE_QUESTIONS, voters=4, singles=1, body=(3, 2))
    return close(cast(staged, VOTES), owners=(1, 2, 4))


RANKING: tuple[Question, ...] = (Ranking("Order the candidates", ("Chen", "Diop", "Eva"), "Schulze"),)


def ranking_election() -> Staged:
    """One ranking question, two trustees who both shuffle, three of three vote."""
    staged = stage(group=RFC_3526_2048, questions=RANKING, voters=3, singles=2)
    votes = [(0, [[1, 2, 3]]), (1, [[3, 1, 2]]), (2, [[1, 1, 2]])]
    return close(cast(staged, votes), owners=(1, 2), shufflers=(1, 2))


def small_election(
    votes: Sequence[tuple[int, Sequence[Sequence[int]]]], question: Question, seed: int = 1
) -> Staged:
    """One question, one trustee, two voters."""
    staged = stage(
        group=RFC_3526_2048 if isinstance(question, Ranking) else BELENIOS_2048,
        questions=(question,),
        voters=2,
        seed=seed,
    )
    shufflers = (1, 1) if isinstance(question, Ranking) else ()
    return close(cast(staged, votes), owners=(1,), shufflers=shufflers)


def ballot_of_a_stray_member(staged: Staged, stray: int, below: Below) -> bytes:
    """A ranking ballot that hides any member whatever, with true proofs."""
    election, group = staged.election, staged.election.group
    secret = staged.voters[0].reveal()
    credential = group.power(group.g, secret)
    bound = f"{election.fingerprint}|{credential}"
    r = below(int(group.q))
    hidden = encrypt(group, election.y, stray, r)
    proof = knowledge.prove(group, r, f"raweg|{bound}|{election.y},{hidden}|", below)
    return signed(
        staged,
        0,
        {
            "election_uuid": election.uuid,
            "election_hash": election.fingerprint,
            "credential": str(credential),
            "answers": [{"choices": hidden.to_json(), "proof": proof.to_json()}],
        },
    )


def signed(staged: Staged, voter: int, unsigned: dict[str, Json], seed: int = 4) -> bytes:
    """A ballot with this voter's true signature, whatever it says."""
    digest = base64_of(canonical.encode(unsigned))
    proof = knowledge.prove(
        staged.election.group, staged.voters[voter].reveal(), f"sig|{digest}|", dice(seed)
    )
    return canonical.encode({**unsigned, "signature": {"hash": digest, "proof": proof.to_json()}})


def edited(content: bytes, path: Sequence[str | int], change: Callable[[Json], Json]) -> bytes:
    """JSON with one value changed, in its one spelling."""
    value = canonical.parse(content, "test")
    inside: Json = value
    for step in path[:-1]:
        inside = inside[step]  # type: ignore[index,call-overload]  # a path that the test knows
    inside[path[-1]] = change(inside[path[-1]])  # type: ignore[index,call-overload]  # the same
    return canonical.encode(value)


def replaced(staged: Staged, place: int, parts: list[bytes]) -> Staged:
    """The history with the records of one event replaced."""
    steps = list(staged.steps)
    steps[place] = (steps[place][0], parts)
    return replace(staged, steps=steps)


def belenios(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run Debian's belenios-tool in a folder."""
    command = [program("belenios-tool"), *words]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)


def tool_accepts(folder: Path, archive: bytes, uuid: str) -> bool:
    """What `belenios-tool election verify` says of an archive."""
    (folder / f"{uuid}.bel").write_bytes(archive)
    answer = belenios(folder, "election", "verify")
    (folder / f"{uuid}.bel").unlink()
    return answer.returncode == 0 and b"all checks passed" in answer.stderr
